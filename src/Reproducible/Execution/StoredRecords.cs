using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Execution;

/// <summary>The runs of a plan that the store held when it was made. Each is read once: most are of several experiments, whose baseline they are. Safe to use from several threads.</summary>
internal sealed class StoredRecords
{
    private readonly Dictionary<string, Lazy<RunRecord>> records;

    /// <param name="runs">Their receipts were read, and checked, for the plan; their epochs are read here.</param>
    public StoredRecords(RunStore store, IReadOnlyList<PlannedRun> runs) =>
        records = runs.Where(run => run.Stored is not null).DistinctBy(run => run.Id).ToDictionary(
            run => run.Id,
            run => new Lazy<RunRecord>(() => new(run.Spec, run.Stored!, store.EpochsOf(run.Id), store.FolderOf(run.Id), Reused: true)));

    /// <summary>The run of this id; null where the plan did not find it in the store.</summary>
    /// <exception cref="ReproducibleException">Its metrics.csv cannot be read.</exception>
    public RunRecord? Find(string id) => records.TryGetValue(id, out var record) ? record.Value : null;

    /// <summary>Begins to read all, where there is a core to spare; returns at once.</summary>
    public void ReadAhead()
    {
        if (Environment.ProcessorCount > 1 && records.Count > 0)
        {
            Task.Run(() => Array.ForEach([.. records.Values], Try));
        }
    }

    private static void Try(Lazy<RunRecord> record)
    {
        try
        {
            _ = record.Value;
        }
        catch (ReproducibleException)
        {
            // Who asks for it is told.
        }
    }
}
