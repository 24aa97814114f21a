using Reproducible.Recording.Mlflow.Rest;
using Reproducible.Runs;

namespace Reproducible.Recording.Mlflow.Shipping;

/// <summary>An experiment as it goes to MLflow.</summary>
/// <param name="Name">Of the task, and of MLflow's experiment.</param>
/// <param name="Description">The question.</param>
/// <param name="Groups">One a parent run, in order.</param>
/// <param name="Naming">How runs are called.</param>
internal sealed record Shipment(string Name, string Description, IReadOnlyList<SeedGroup> Groups, RunNames Naming)
{
    /// <summary>All runs, group by group.</summary>
    public IEnumerable<StoredRun> Runs => Groups.SelectMany(group => group.Runs);

    /// <summary>The groups that the summary shows: of several of the same strategy, dataset and backbone the newest.</summary>
    public IReadOnlyList<SeedGroup> Shown { get; } =
        [.. Groups.GroupBy(group => (group.Strategy, group.Dataset, group.Backbone)).Select(alike => alike.MaxBy(group => group.Newest.Start)!)];

    /// <summary>An experiment that the store holds nothing of any more.</summary>
    public static Shipment Empty(string name) => new(name, "", [], new(false, false));

    /// <summary>A result of this call.</summary>
    public static Shipment Of(ExperimentResult result)
    {
        var runs = result.Runs.Select(run => new StoredRun(run)).ToList();
        var gains = result.Summaries.ToLookup(summary => (summary.Strategy.ToString(), summary.Dataset.ToString(), summary.Backbone.ToString()), summary => summary.Gain);

        return new(
            result.Name,
            result.Description,
            SeedGroup.Of(runs, group => gains[(group[0].Strategy, group[0].Dataset, group[0].Backbone)].FirstOrDefault()),
            RunNames.Of(runs));
    }
}

/// <summary>How an experiment's runs are called: <c>FullFineTune seed 3</c>. An experiment of one dataset and one backbone names neither.</summary>
/// <param name="Datasets">Whether the dataset is named.</param>
/// <param name="Backbones">Whether the backbone is named.</param>
internal sealed record RunNames(bool Datasets, bool Backbones)
{
    // Of MLflow's databases.
    private const int Longest = 250;

    public static RunNames Of(IReadOnlyList<StoredRun> runs) =>
        new(runs.Select(run => run.Dataset).Distinct().Count() > 1, runs.Select(run => run.Backbone).Distinct().Count() > 1);

    public static RunNames Of(Experiment experiment) => new(experiment.Datasets.Count > 1, experiment.Backbones.Count > 1);

    /// <summary>The name of a group's parent run.</summary>
    public string Of(SeedGroup group) => Of(group.Runs[0], "");

    /// <summary>The name of a run.</summary>
    public string Of(StoredRun run) => Of(run, $" seed {run.Receipt.Settings["seed"]}");

    // The parameters have it whole.
    private string Of(StoredRun run, string ending)
    {
        var name = string.Join(' ', new[] { run.Strategy, Datasets ? run.Dataset : "", Backbones ? run.Backbone : "" }.Where(part => part.Length > 0));

        return name.Length + ending.Length <= Longest ? name + ending : $"{LongValues.Start(name, Longest - ending.Length - 1)}…{ending}";
    }
}
