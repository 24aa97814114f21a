using Reproducible.Execution;
using Reproducible.Runs;

namespace Reproducible.Build;

/// <summary>Shows a run that ended, and has it shipped.</summary>
internal sealed class ShippingObserver(ILabObserver display, Sinks sinks) : ILabObserver
{
    /// <inheritdoc/>
    public void Ended(RunRecord run, LabStatus status)
    {
        sinks.Ended(run);
        display.Ended(run, status);
    }

    /// <inheritdoc/>
    public void Warned(string problem) => display.Warned(problem);
}
