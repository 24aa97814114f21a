using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Traces;

namespace Reproducible.Verification;

/// <summary>Two finished runs side by side: what makes them two, where they part, and by how much.</summary>
/// <param name="Causes">What their keys differ in, the likeliest cause of other numbers first; empty: the same key.</param>
/// <param name="Trace">Where they part.</param>
public sealed record RunComparison(Receipt Recorded, Receipt Again, IReadOnlyList<string> Causes, TraceComparison Trace)
{
    /// <summary>How far the first loss that differs may be off where rounding alone differs, as a share of itself.</summary>
    /// <remarks>One forward pass sums thousands of float32 products, each rounded by 2^-24 of its size: this is 1,700 such roundings, all one way.</remarks>
    public const double LossTolerance = 1e-4;

    // Two-sided 95 % of the normal distribution.
    private const double NormalQuantile = 1.96;

    /// <summary>Reads and compares two finished runs.</summary>
    /// <param name="difference">Puts differences of keys into words.</param>
    /// <exception cref="ReproducibleException">A trace is missing or damaged.</exception>
    public static RunComparison Of(Receipt recorded, string recordedFolder, Receipt again, string againFolder, KeyDifference difference) => new(
        recorded,
        again,
        [.. difference.Between(Deciding(recorded, again), Deciding(again, recorded)), .. Batches(recorded, again)],
        TraceComparison.Of(TraceIn(recordedFolder), TraceIn(againFolder)));

    private static Trace TraceIn(string folder) => Traces.Trace.Read(Path.Combine(folder, RunFiles.Trace)) is { IsComplete: true } whole
        ? whole
        : throw new ReproducibleException($"The trace '{Path.Combine(folder, RunFiles.Trace)}' was cut: its end is missing.", "Delete that run's folder; the run is then done again.");

    /// <summary>The verdict.</summary>
    public Sameness Sameness =>
        Trace.First is null && Recorded.WeightsSha256 == Again.WeightsSha256 && Metrics.All(metric => metric.Was.Equals(metric.Now)) ? Sameness.Identical
        : OnlyRoundingDiffers && Near ? Sameness.WithinTolerance
        : Sameness.Different;

    /// <summary>Test metrics of both, by name; of further tasks with the task's name before a dot.</summary>
    public IReadOnlyList<(string Name, double Was, double Now)> Metrics =>
        [.. All(Recorded).Zip(All(Again), (was, now) => (was.Name, was.Value, now.Value))];

    /// <summary>Half of the 95 % interval of the difference between two accuracies on test splits of this size that are truly the same; a share.</summary>
    public double AccuracyTolerance
    {
        get
        {
            var (accuracy, examples) = (Recorded.Test?.Accuracy ?? 0, Math.Max(1, Recorded.Examples.GetValueOrDefault("test", 1)));

            return NormalQuantile * Math.Sqrt(2 * accuracy * (1 - accuracy) / examples);
        }
    }

    private bool OnlyRoundingDiffers => Rounding.Differs(Recorded.Key, Again.Key) && Rounding.LeavesTheRest(Recorded.Key, Again.Key, SameStart(Recorded, Again));

    // Rounding does not change which examples are drawn; it changes the loss a little at once, and later as training carries it on.
    private bool Near => Trace.First?.Cause is null or TraceCause.Loss or TraceCause.Weights or TraceCause.StartWeights
        && (Trace.First is not { Cause: TraceCause.Loss } first || Math.Abs(first.Loss!.Value - first.RecordedLoss!.Value) <= LossTolerance * Math.Abs(first.RecordedLoss.Value))
        && Math.Abs((Again.Test?.Accuracy ?? 0) - (Recorded.Test?.Accuracy ?? 0)) <= AccuracyTolerance;

    // No key holds what a search found: it depends on what was free.
    private static IEnumerable<string> Batches(Receipt one, Receipt other) =>
        one.BatchSizeFound == other.BatchSizeFound ? [] : [$"batch size found {one.BatchSizeFound?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "unset"} → {other.BatchSizeFound?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "unset"}"];

    private static bool SameStart(Receipt one, Receipt other) => one.SourceWeightsSha256 is { } start && start == other.SourceWeightsSha256;

    /// <summary>A key without the source where both start from the same weights: which runs these come from changes nothing.</summary>
    private static Dictionary<string, KeyPart> Deciding(Receipt run, Receipt other) =>
        run.Key.Where(part => part.Key != KeyParts.Source || !SameStart(run, other)).ToDictionary();

    private static IEnumerable<(string Name, double Value)> All(Receipt receipt) => receipt.TestByTask
        .OrderBy(task => task.Key, StringComparer.Ordinal)
        .Select(task => (Prefix: $"{task.Key}.", Metrics: task.Value))
        .Prepend((Prefix: "", Metrics: receipt.Test!))
        .Where(task => task.Metrics is not null)
        .SelectMany(task => new[]
        {
            ($"{task.Prefix}loss", task.Metrics.Loss),
            ($"{task.Prefix}accuracy", task.Metrics.Accuracy),
            ($"{task.Prefix}precision", task.Metrics.Precision),
            ($"{task.Prefix}recall", task.Metrics.Recall),
            ($"{task.Prefix}f1", task.Metrics.F1),
        });
}
