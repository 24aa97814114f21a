using Reproducible.Runs;

namespace Reproducible.Recording.Mlflow.Shipping;

/// <summary>Which experiments declare a run, with the seeds and epochs that calls asked for; found by the run's settings, whatever its code.</summary>
internal sealed class Declarations
{
    private const string Nowhere = "Undeclared";

    private readonly IReadOnlyList<NamedExperiment> declared;
    private readonly Dictionary<string, List<string>> experiments = [];
    private readonly Dictionary<(string Experiment, string Settings), int> order = [];
    private readonly Dictionary<(string Experiment, string Settings), HashSet<string>> baselines = [];

    /// <param name="recorded">What calls changed in the experiments, as receipts say.</param>
    public Declarations(IReadOnlyList<NamedExperiment> declared, IReadOnlyList<RunOverrides> recorded)
    {
        this.declared = declared;

        // A call with fewer seeds asked for the first of them: the most seeds hold all.
        var overrides = recorded.Append(new()).GroupBy(change => change.Epochs).SelectMany(alike => new[] { alike.Max(change => change.Seeds), null }.Distinct().Select(seeds => new RunOverrides(seeds, alike.Key)));
        foreach (var (named, change) in from change in overrides.ToList() from named in declared select (named, change))
        {
            Add(named.Name, named.Experiment.With(change));
        }
    }

    /// <summary>Names of the experiments that hold a run; one that none declares is held by the one that asked for it.</summary>
    public IReadOnlyList<string> ExperimentsOf(StoredRun run) =>
        experiments.TryGetValue(run.SettingsText, out var names) ? names : [run.Receipt.Experiment ?? Nowhere];

    /// <summary>The question; empty where the experiment is gone.</summary>
    public string DescriptionOf(string experiment) => declared.FirstOrDefault(named => named.Name == experiment)?.Description ?? "";

    /// <summary>Settings of the runs that a group is compared with; empty where nothing says.</summary>
    public IReadOnlyCollection<string> BaselineOf(string experiment, IReadOnlyList<StoredRun> group) =>
        group.SelectMany(run => baselines.GetValueOrDefault((experiment, run.SettingsText)) ?? []).ToHashSet();

    /// <summary>As declared; what is not declared comes last, as it began.</summary>
    public IEnumerable<StoredRun> InOrder(string experiment, IEnumerable<StoredRun> runs) =>
        runs.OrderBy(run => order.GetValueOrDefault((experiment, run.SettingsText), int.MaxValue)).ThenBy(run => run.Start).ThenBy(run => run.Receipt.Id, StringComparer.Ordinal);

    private void Add(string name, Experiment experiment)
    {
        var baseline = experiment.BaselineRuns.Select(spec => StoredRun.TextOf(spec.Settings)).ToList();
        foreach (var settings in experiment.Runs.Select(spec => StoredRun.TextOf(spec.Settings)))
        {
            experiments.TryAdd(settings, []);
            if (!experiments[settings].Contains(name))
            {
                experiments[settings].Add(name);
            }

            order.TryAdd((name, settings), order.Count);
            baselines.TryAdd((name, settings), []);
            baselines[(name, settings)].UnionWith(baseline);
        }
    }
}
