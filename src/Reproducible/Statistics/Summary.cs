using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Runs;
using Reproducible.Strategies;

namespace Reproducible.Statistics;

/// <summary>What the seeds of one strategy on one dataset with one backbone say together.</summary>
/// <param name="Accuracy">Test accuracy over seeds; null when fewer than one run finished.</param>
/// <param name="Gain">Transfer gain over from-scratch, paired by seed; null for the baseline itself, or where nothing pairs.</param>
/// <param name="Examples">Labelled training examples.</param>
/// <param name="TrainSeconds">Sum over the runs.</param>
/// <param name="Failed">Runs that failed.</param>
public sealed record Summary(
    Strategy Strategy,
    Dataset Dataset,
    Backbone Backbone,
    int Examples,
    Interval? Accuracy,
    Interval? Gain,
    Verdict Verdict,
    double TrainSeconds,
    int Failed)
{
    /// <summary>One summary a backbone, dataset and strategy, in the order in which the runs name them.</summary>
    /// <param name="runs">An experiment's runs.</param>
    /// <param name="baseline">From-scratch runs to compare with; only those of the same backbone, dataset and seed count.</param>
    public static IReadOnlyList<Summary> Of(IReadOnlyList<RunRecord> runs, IReadOnlyList<RunRecord> baseline)
    {
        var scratch = baseline.Where(run => run.Receipt.Test is not null).ToDictionary(PairOf, run => run.Receipt.Test!.Accuracy);

        return [.. runs.GroupBy(run => (run.Spec.Strategy.ToString(), CellOf(run))).Select(cell => Of(cell.ToList(), scratch))];
    }

    private static Summary Of(List<RunRecord> runs, Dictionary<(string Cell, int Seed), double> scratch)
    {
        var spec = runs[0].Spec;
        var tested = runs.Where(run => run.Receipt.Test is not null).ToList();
        var gains = spec.Strategy is FromScratch
            ? []
            : tested.Where(run => scratch.ContainsKey(PairOf(run))).Select(run => run.Receipt.Test!.Accuracy - scratch[PairOf(run)]).ToList();
        var gain = gains.Count > 0 ? Interval.Of(gains) : null;

        return new(
            spec.Strategy,
            spec.Dataset,
            spec.Backbone,
            Examples: tested.Count > 0 ? tested[0].Receipt.Examples["train"] : 0,
            Accuracy: tested.Count > 0 ? Interval.Of([.. tested.Select(run => run.Receipt.Test!.Accuracy)]) : null,
            gain,
            gain?.Verdict ?? Verdict.None,
            runs.Sum(run => run.Receipt.TrainSeconds),
            Failed: runs.Count - tested.Count);
    }

    private static string CellOf(RunRecord run) => $"{run.Spec.Backbone}\n{run.Spec.Dataset}";

    private static (string Cell, int Seed) PairOf(RunRecord run) => (CellOf(run), run.Spec.Seed);
}
