using Reproducible.Runs;
using Reproducible.Statistics;

namespace Reproducible.Recording.Report.Data;

/// <summary>A learning curve's value after so many steps.</summary>
/// <param name="Steps">Optimizer steps done.</param>
/// <param name="Validation">Validation accuracy over the seeds that were looked at then.</param>
/// <param name="Train">Mean accuracy over the same seeds on the examples learned from since the last look.</param>
internal sealed record CurvePoint(long Steps, Interval Validation, double Train)
{
    /// <summary>Points a curve keeps: what a panel of a few hundred pixels can show.</summary>
    public const int Most = 40;

    /// <summary>One point for each number of steps that any run looked at, in their order, thinned to <see cref="Most"/> evenly: the first and the last stay.</summary>
    public static IReadOnlyList<CurvePoint> Of(IEnumerable<RunRecord> runs)
    {
        var looks = runs.SelectMany(run => run.Epochs).GroupBy(epoch => epoch.Steps).OrderBy(look => look.Key).ToList();
        var kept = looks.Count <= Most
            ? looks
            : [.. Enumerable.Range(0, Most).Select(index => looks[(int)Math.Round(index * (looks.Count - 1.0) / (Most - 1))])];

        return [.. kept.Select(look => new CurvePoint(
            look.Key,
            Interval.Of([.. look.Select(epoch => epoch.Validation.Accuracy)]),
            look.Average(epoch => epoch.Train.Accuracy)))];
    }
}
