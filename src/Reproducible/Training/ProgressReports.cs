using System.Diagnostics;
using System.Runtime.CompilerServices;
using Reproducible.Execution;
using Reproducible.Runs;

namespace Reproducible.Training;

/// <summary>Says where a run stands: at its start, after its first epoch and its last, and between them no oftener than a display is drawn.</summary>
internal sealed class ProgressReports(string id, IProgress<RunProgress> progress)
{
    private const double SecondsBetween = 0.2;

    private readonly double between = SecondsBetween * Stopwatch.Frequency;
    private long saidAt = Stopwatch.GetTimestamp();
    private EpochMetrics? last;
    private int epochs;
    private long steps;
    private long images;

    /// <summary>Before the first step of this process.</summary>
    /// <param name="place">Where an interrupted run goes on; null: at the start.</param>
    public void Begin(int epochs, long steps, Place? place)
    {
        (this.epochs, this.steps, last) = (epochs, steps, place?.Table is [.., var newest] ? newest : null);
        Say(place?.Epoch - 1 ?? 0, place?.Step ?? 0);
    }

    /// <summary>A batch was drawn.</summary>
    public void Drawn(long images) => this.images += images;

    /// <summary>A step is done.</summary>
    /// <param name="done">Epochs done.</param>
    /// <param name="now">As <see cref="Stopwatch.GetTimestamp"/> has it.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Step(int done, long step, long now)
    {
        if (now - saidAt > between)
        {
            Say(done, step);
        }
    }

    /// <summary>An epoch was evaluated.</summary>
    public void Evaluated(EpochMetrics epoch)
    {
        var isFirst = last is null;
        last = epoch;
        if (isFirst || epoch.Steps == steps)
        {
            Say(epoch.Epoch, epoch.Steps);
        }
        else
        {
            Step(epoch.Epoch, epoch.Steps, Stopwatch.GetTimestamp());
        }
    }

    private void Say(int done, long step)
    {
        saidAt = Stopwatch.GetTimestamp();
        progress.Report(new(id, done, epochs, last?.Train.Loss, last?.Validation.Accuracy, (double)step / steps, images));
    }
}
