using Reproducible.Execution;
using Reproducible.Runs;

namespace Reproducible.Build;

/// <summary>For a file or a pipe: a line a run.</summary>
internal sealed class PlainProgress : ProgressDisplay
{
    /// <inheritdoc/>
    public override IDisposable? Show(Lab lab) => null;

    /// <inheritdoc/>
    public override void Ended(RunRecord run, LabStatus status) => Console.WriteLine(Line(run, status));

    /// <inheritdoc/>
    public override void Warned(string problem) => Console.WriteLine(problem);
}
