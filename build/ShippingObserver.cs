using Reproducible.Build.Documents;
using Reproducible.Execution;
using Reproducible.Runs;

namespace Reproducible.Build;

/// <summary>Shows a run that ended, and has it shipped; what a lab warns of is in the document too.</summary>
internal sealed class ShippingObserver(ILabObserver display, Sinks sinks, JsonDocument json) : ILabObserver
{
    /// <inheritdoc/>
    public void Ended(RunRecord run, LabStatus status)
    {
        sinks.Ended(run);
        display.Ended(run, status);
    }

    /// <inheritdoc/>
    public void Warned(string problem)
    {
        json.Warn(problem);
        display.Warned(problem);
    }
}
