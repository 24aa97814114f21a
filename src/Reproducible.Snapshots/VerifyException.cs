namespace Reproducible.Snapshots;

/// <summary>What was received is not what was accepted before, or nothing has been accepted yet. Fails the test.</summary>
/// <param name="message">Names both files, the differences, and the command that accepts what was received.</param>
public sealed class VerifyException(string message) : Exception(message);
