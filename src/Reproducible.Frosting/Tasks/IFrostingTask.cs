using Cake.Core;

namespace Reproducible.Frosting;

/// <summary>
/// What the engine sees of a task. Derive from <see cref="FrostingTask{T}"/> or <see cref="AsyncFrostingTask{T}"/>,
/// which hand on the context with its own type; a class that implements only this interface is refused.
/// </summary>
public interface IFrostingTask
{
    /// <summary>Why <see cref="ShouldRun"/> said no; shown when the task is skipped. Empty: no reason is shown.</summary>
    string SkippedMessage => string.Empty;

    /// <summary>The task's work. An exception ends the build unless the task handles errors.</summary>
    Task RunAsync(ICakeContext context);

    /// <summary>False skips the task; for the target itself that is an error.</summary>
    bool ShouldRun(ICakeContext context);

    /// <summary>Called after a failure; returning means the failure is dealt with.</summary>
    void OnError(Exception exception, ICakeContext context);

    /// <summary>Called last, after success and after failure.</summary>
    void Finally(ICakeContext context);
}
