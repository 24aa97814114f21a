using Reproducible.Runs;
using Reproducible.Traces;
using Reproducible.Verification;

namespace Reproducible.Build.Documents;

/// <summary>Two stored runs side by side.</summary>
/// <param name="Causes">What their keys differ in, in words, the likeliest cause of other numbers first.</param>
/// <param name="FirstDifference">Where they part; null: nowhere.</param>
internal sealed record CompareSection(
    IReadOnlyList<ComparedRun> Runs,
    Sameness Verdict,
    IReadOnlyList<string> Causes,
    TraceDifference? FirstDifference,
    double LargestLossDifference,
    double AccuracyTolerance,
    IReadOnlyList<ComparedMetric> Metrics)
{
    public static CompareSection Of(RunComparison comparison) => new(
        [ComparedRun.Of(comparison.Recorded), ComparedRun.Of(comparison.Again)],
        comparison.Sameness,
        comparison.Causes,
        comparison.Trace.First,
        comparison.Trace.LargestLossDifference,
        comparison.AccuracyTolerance,
        ComparedMetric.Of(comparison));
}

/// <summary>One of the two. Settings are the canonical text that its key hashes.</summary>
internal sealed record ComparedRun(string Id, string? Experiment, IReadOnlyDictionary<string, string> Settings)
{
    public static ComparedRun Of(Receipt receipt) => new(receipt.Id, receipt.Experiment, receipt.Settings);
}

/// <summary>A test metric of both.</summary>
internal sealed record ComparedMetric(string Name, double First, double Second, double Difference)
{
    public static IReadOnlyList<ComparedMetric> Of(RunComparison comparison) =>
        [.. comparison.Metrics.Select(metric => new ComparedMetric(metric.Name, metric.Was, metric.Now, metric.Now - metric.Was))];
}
