using System.Diagnostics;
using Reproducible.Runs;

namespace Reproducible.Execution;

/// <summary>A run that a worker does now.</summary>
internal sealed class RunInHand(PlannedRun run, int worker)
{
    private readonly long began = Stopwatch.GetTimestamp();
    private readonly ImageRate rate = new();
    private volatile RunProgress? progress;

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(began);

    public void Note(RunProgress said)
    {
        rate.Note(said.Images, Elapsed);
        progress = said;
    }

    public RunningRun Look() => new(run, worker, progress, Elapsed, rate.PerSecond);
}
