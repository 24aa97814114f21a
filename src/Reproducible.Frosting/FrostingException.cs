namespace Reproducible.Frosting;

/// <summary>The tasks are not what the engine can run, or no task has the name asked for. Nothing has run yet.</summary>
public sealed class FrostingException : Exception
{
    /// <param name="message">What is wrong, with the values, and what to do.</param>
    public FrostingException(string message)
        : base(message)
    {
    }

    /// <inheritdoc cref="FrostingException(string)"/>
    /// <param name="message">What is wrong, with the values, and what to do.</param>
    /// <param name="innerException">What was thrown below.</param>
    public FrostingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
