using System.Collections.Concurrent;
using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Recording.Mlflow.Shipping;

/// <summary>All runs of a store by experiment, those of older code, other machines and settings that nothing declares any more included.</summary>
/// <param name="Shipments">One an experiment.</param>
/// <param name="Unreadable">Why runs are left out, a sentence each.</param>
internal sealed record StoreContents(IReadOnlyList<Shipment> Shipments, IReadOnlyList<string> Unreadable)
{
    /// <summary>Reads every receipt.</summary>
    /// <param name="results">Absolute path of the results folder.</param>
    /// <param name="declared">The experiments that the code declares now.</param>
    public static StoreContents Read(string results, IReadOnlyList<NamedExperiment> declared)
    {
        var (runs, unreadable) = RunsOf(new RunStore(Path.Combine(results, "store")));
        var declarations = new Declarations(declared, [.. runs.Select(run => run.Receipt.Overrides).Distinct()]);
        var byExperiment = new Dictionary<string, List<StoredRun>>();
        foreach (var run in runs)
        {
            foreach (var name in declarations.ExperimentsOf(run))
            {
                byExperiment.TryAdd(name, []);
                byExperiment[name].Add(run);
            }
        }

        var all = runs.ToLookup(run => run.SettingsText);

        return new(
            [.. byExperiment.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => new Shipment(
                entry.Key,
                declarations.DescriptionOf(entry.Key),
                SeedGroup.Of(declarations.InOrder(entry.Key, entry.Value), group => Baseline.GainOf(group, Candidates(entry.Key, group))),
                RunNames.Of(entry.Value)))],
            unreadable);

        // Where nothing says what a run is compared with, it is the from-scratch runs of its own experiment.
        IEnumerable<StoredRun> Candidates(string experiment, IReadOnlyList<StoredRun> group) => declarations.BaselineOf(experiment, group) is { Count: > 0 } texts
            ? texts.SelectMany(text => all[text])
            : byExperiment[experiment];
    }

    private static (IReadOnlyList<StoredRun> Runs, IReadOnlyList<string> Unreadable) RunsOf(RunStore store)
    {
        var unreadable = new ConcurrentQueue<string>();
        var runs = store.Ids.AsParallel().AsOrdered().Select(id =>
        {
            try
            {
                return store.FindReceipt(id) is { } receipt && receipt.Settings.ContainsKey("seed") ? new StoredRun(receipt, () => store.EpochsOf(id), store.FolderOf(id)) : null;
            }
            catch (ReproducibleException fault)
            {
                unreadable.Enqueue(fault.Message);
                return null;
            }
        }).OfType<StoredRun>().ToList();

        return (runs, [.. unreadable]);
    }
}
