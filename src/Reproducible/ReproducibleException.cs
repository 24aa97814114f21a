namespace Reproducible;

/// <summary>A failure the person at the keyboard can fix, with how to fix it: files, network, settings.</summary>
public sealed class ReproducibleException(string problem, string remedy, Exception? cause = null)
    : Exception($"{problem} {remedy}", cause)
{
    /// <summary>What is wrong, with the value received and the value expected.</summary>
    public string Problem { get; } = problem;

    /// <summary>The next step to take.</summary>
    public string Remedy { get; } = remedy;
}
