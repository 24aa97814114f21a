using Reproducible.Runs;
using Reproducible.Statistics;

namespace Reproducible.Build.Documents;

/// <summary>An experiment that this call did or reused.</summary>
internal sealed record ExperimentSection(string Name, string Question, IReadOnlyList<RunLine> Runs, IReadOnlyList<SummaryLine> Summaries)
{
    public static ExperimentSection Of(ExperimentResult result) =>
        new(result.Name, result.Description, [.. result.Runs.Select(RunLine.Of)], [.. result.Summaries.Select(SummaryLine.Of)]);
}

/// <summary>A run. Shares are 0 to 1, losses in nats; a metric that a failed run does not have is null.</summary>
internal sealed record RunLine(
    string Id,
    string Strategy,
    string Dataset,
    string Backbone,
    int Seed,
    string? SourceId,
    RunStatus Status,
    bool Reused,
    int? Examples,
    double? TestAccuracy,
    double? TestPrecision,
    double? TestRecall,
    double? TestF1,
    double? TestLoss,
    double TrainSeconds,
    double TotalSeconds,
    DateTimeOffset StartedAt,
    string Folder,
    string? Error)
{
    public static RunLine Of(RunRecord run) => new(
        run.Receipt.Id,
        run.Spec.Strategy.ToString(),
        run.Spec.Dataset.ToString(),
        run.Spec.Backbone.ToString(),
        run.Spec.Seed,
        run.Receipt.SourceId,
        run.Receipt.Status,
        run.Reused,
        run.Receipt.Examples.TryGetValue("train", out var examples) ? examples : null,
        run.Receipt.Test?.Accuracy,
        run.Receipt.Test?.Precision,
        run.Receipt.Test?.Recall,
        run.Receipt.Test?.F1,
        run.Receipt.Test?.Loss,
        run.Receipt.TrainSeconds,
        run.Receipt.TotalSeconds,
        run.Receipt.StartedAt.ToUniversalTime(),
        run.Folder,
        run.Receipt.Error);
}

/// <summary>A line of the table at the end.</summary>
internal sealed record SummaryLine(
    string Strategy,
    string Dataset,
    string Backbone,
    int Examples,
    IntervalNumbers? Accuracy,
    IntervalNumbers? Gain,
    Verdict Verdict,
    double TrainSeconds,
    int Failed)
{
    public static SummaryLine Of(Summary summary) => new(
        summary.Strategy.ToString(),
        summary.Dataset.ToString(),
        summary.Backbone.ToString(),
        summary.Examples,
        IntervalNumbers.Of(summary.Accuracy),
        IntervalNumbers.Of(summary.Gain),
        summary.Verdict,
        summary.TrainSeconds,
        summary.Failed);
}

/// <summary>A mean with its 95 % interval; the bounds of a single seed are null.</summary>
internal sealed record IntervalNumbers(int N, double Mean, double Sd, double Low, double High)
{
    public static IntervalNumbers? Of(Interval? interval) =>
        interval is null ? null : new(interval.Count, interval.Mean, interval.StandardDeviation, interval.Low, interval.High);
}
