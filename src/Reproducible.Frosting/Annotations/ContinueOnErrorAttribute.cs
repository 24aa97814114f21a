namespace Reproducible.Frosting;

/// <summary>
/// When the task fails, the rest runs all the same and the exit code stays 0.
/// An overridden <see cref="FrostingTask{T}.OnError"/> is called first, and what it throws is logged.
/// </summary>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ContinueOnErrorAttribute : Attribute;
