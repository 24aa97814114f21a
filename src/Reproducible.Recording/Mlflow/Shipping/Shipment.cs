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
    public static Shipment Empty(string name) => new(name, "", [], RunNames.Of(Array.Empty<StoredRun>()));

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
