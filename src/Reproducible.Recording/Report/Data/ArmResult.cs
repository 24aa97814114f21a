using Reproducible.Runs;
using Reproducible.Statistics;
using Reproducible.Strategies;

namespace Reproducible.Recording.Report.Data;

/// <summary>What the seeds of one strategy say in one setting.</summary>
/// <param name="Label">Its name, as short as the comparison allows.</param>
/// <param name="Experiment">Name of the experiment that holds it.</param>
/// <param name="Summary">As in summary.csv.</param>
/// <param name="Runs">One a seed, in order of seeds.</param>
/// <param name="Curve">Empty when no run finished.</param>
/// <param name="Classes">Empty when no run finished.</param>
/// <param name="FurtherTasks">Test accuracy on tasks besides <c>class</c>, by task.</param>
internal sealed record ArmResult(
    string Label,
    string Experiment,
    Summary Summary,
    IReadOnlyList<SeedRun> Runs,
    IReadOnlyList<CurvePoint> Curve,
    IReadOnlyList<ClassScore> Classes,
    IReadOnlyDictionary<string, Interval> FurtherTasks,
    Cost Cost)
{
    /// <summary>Whether the others are compared with it.</summary>
    public bool IsBaseline => Summary.Strategy is FromScratch;

    /// <summary>Canonical text of the strategy.</summary>
    public string Strategy => Summary.Strategy.ToString();

    /// <summary>Test examples of one run; 0 when no run finished.</summary>
    public int TestExamples => Runs.Select(run => run.Run.Receipt.Examples.GetValueOrDefault("test")).FirstOrDefault(count => count > 0);

    /// <param name="runs">All of one strategy, backbone and dataset.</param>
    /// <param name="baseline">From-scratch runs of the same backbone and dataset, by seed.</param>
    public static ArmResult Of(string experiment, Summary summary, IReadOnlyList<RunRecord> runs, IReadOnlyDictionary<int, RunRecord> baseline)
    {
        var finished = runs.Where(run => run.Receipt.Test is not null).ToList();
        var names = summary.Dataset.KeptClasses.Select(original => summary.Dataset.ClassNames[original]).ToList();

        return new(
            summary.Strategy.Name,
            experiment,
            summary,
            [.. runs.OrderBy(run => run.Spec.Seed).Select(run => Paired(run, summary.Strategy is FromScratch ? null : baseline.GetValueOrDefault(run.Spec.Seed)))],
            CurvePoint.Of(finished),
            ClassScore.Of([.. finished.Select(run => run.Receipt.Test!)], names),
            finished.SelectMany(run => run.Receipt.TestByTask).GroupBy(task => task.Key).OrderBy(task => task.Key, StringComparer.Ordinal)
                .ToDictionary(task => task.Key, task => Interval.Of([.. task.Select(entry => entry.Value.Accuracy)])),
            Cost.Of(finished));
    }

    private static SeedRun Paired(RunRecord run, RunRecord? scratch) => run.Receipt.Test is { } test && scratch?.Receipt.Test is { } other
        ? new(run, test.Accuracy - other.Accuracy, scratch.Receipt.Id)
        : new(run, null, null);
}
