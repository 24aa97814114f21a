using Reproducible.Execution;
using Reproducible.Runs;

namespace Reproducible.Build;

/// <summary>Shows what a lab is doing.</summary>
internal abstract class ProgressDisplay : ILabObserver
{
    /// <summary>Shows the lab until the result is disposed, if there is one; nobody else writes to the console meanwhile.</summary>
    public abstract IDisposable? Show(Lab lab);

    /// <inheritdoc/>
    public abstract void Ended(RunRecord run, LabStatus status);

    /// <inheritdoc/>
    public abstract void Warned(string problem);

    /// <summary>This process ends at once: leaves the terminal as it was.</summary>
    public virtual void Abandon()
    {
    }

    /// <summary>One line on a run that ended.</summary>
    protected static string Line(RunRecord run, LabStatus status) => run.Receipt switch
    {
        { Status: not RunStatus.Finished } failed => $"{Count(status)} {run.Spec}: failed. {failed.Error}",
        var done => $"{Count(status)} {run.Spec}: {done.Test?.Accuracy * 100:0.00} % in {done.TrainSeconds:0.0} s",
    };

    /// <summary>How many of the runs to do are done.</summary>
    protected static string Count(LabStatus status) => $"{status.Finished + status.Failed}/{status.Total}";
}
