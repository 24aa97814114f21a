using Reproducible.Runs;

namespace Reproducible.Recording.Report.Data;

/// <summary>All that the report says, before anybody draws it.</summary>
/// <param name="Comparisons">The one that leads first: most pairs of seeds, then most strategies; the others as they are declared.</param>
/// <param name="Runs">Each run once, though several experiments hold it.</param>
/// <param name="Absent">Name, number of missing runs and number of runs found, of each experiment that lacks some.</param>
/// <param name="Unshipped">One a destination.</param>
/// <param name="Changes">What was asked for other than declared: <c>--seeds=3</c>; empty: nothing.</param>
internal sealed record ReportData(
    IReadOnlyList<Comparison> Comparisons,
    IReadOnlyList<(string Experiment, RunRecord Run)> Runs,
    IReadOnlyList<(string Experiment, int Missing, int Found)> Absent,
    IReadOnlyList<Unshipped> Unshipped,
    string Changes)
{
    /// <summary>Runs that did not finish.</summary>
    public IEnumerable<(string Experiment, RunRecord Run)> Failed => Runs.Where(entry => entry.Run.Receipt.Status != RunStatus.Finished);

    /// <summary>Strategies by canonical text, the baseline left out, each with a place among the colours that is the same in all plots.</summary>
    public IReadOnlyDictionary<string, int> Colours { get; } = Comparisons.SelectMany(comparison => comparison.Arms)
        .Where(arm => !arm.IsBaseline).Select(arm => arm.Strategy).Distinct().Select((strategy, place) => (strategy, place)).ToDictionary(entry => entry.strategy, entry => entry.place);

    public static ReportData Of(IReadOnlyList<ReportedExperiment> experiments, IReadOnlyList<Unshipped> unshipped, RunOverrides? overrides = null)
    {
        var comparisons = Comparison.Of(experiments);
        var lead = comparisons.OrderByDescending(comparison => comparison.Pairs).ThenByDescending(comparison => comparison.Arms.Count()).Take(1).ToList();

        return new(
            [.. lead, .. comparisons.Except(lead).OrderByDescending(comparison => comparison.Pairs > 0)],
            [.. experiments.SelectMany(experiment => experiment.Result.Runs.Select(run => (experiment.Result.Name, run))).DistinctBy(entry => entry.run.Receipt.Id)],
            [.. experiments.Where(experiment => experiment.Missing > 0).Select(experiment => (experiment.Result.Name, experiment.Missing, experiment.Result.Runs.Count))],
            unshipped,
            Recording.Changes.Of(overrides));
    }
}
