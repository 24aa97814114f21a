using Reproducible.Runs;
using Reproducible.Statistics;

namespace Reproducible.Recording.Report.Data;

/// <summary>What a strategy's finished runs cost.</summary>
/// <param name="Seconds">Of training, over seeds; null when no run finished.</param>
/// <param name="Parameters">Weights in all.</param>
/// <param name="Trainable">Weights that learn.</param>
/// <param name="PeakMemoryBytes">The largest resident memory of a worker during any of the runs; 0: not known.</param>
internal sealed record Cost(Interval? Seconds, long Parameters, long Trainable, long PeakMemoryBytes)
{
    public static Cost Of(IReadOnlyList<RunRecord> finished) => finished.Count == 0
        ? new(null, 0, 0, 0)
        : new(
            Interval.Of([.. finished.Select(run => run.Receipt.TrainSeconds)]),
            finished[0].Receipt.Parameters,
            finished[0].Receipt.TrainableParameters,
            finished.Max(run => run.Receipt.PeakMemoryBytes));
}
