using System.Security.Cryptography;
using System.Text;
using Reproducible.Recording.Mlflow.Translation;

namespace Reproducible.Recording.Mlflow.Shipping;

/// <summary>
/// Writes experiments to one destination, each run once: what is noted in the journal, or found there by its tag, is not written again.
/// A parent is begun before its seeds, which name it, and ended after them. One experiment at a time.
/// </summary>
internal sealed class Shipper(MlflowStore store, ShippingJournal journal, MlflowOptions options) : IDisposable
{
    // The name of an experiment's note in the journal; no run's id looks like this.
    private const string Page = "summary";

    private readonly string self = Guid.NewGuid().ToString("N");
    private readonly SemaphoreSlim turn = new(1);
    private readonly Dictionary<string, MlflowExperiment> open = [];

    /// <summary>Runs that are not noted as written, or in an older state. Asks nobody.</summary>
    public IReadOnlyList<StoredRun> Pending(Shipment shipment) =>
        [.. shipment.Runs.Where(run => journal.Find(shipment.Name, run.Receipt.Id, run.ReceiptSha256) is not { } place || !store.MayHold(place))];

    /// <summary>Writes what is missing.</summary>
    /// <returns>How many runs were written, and how many were ended.</returns>
    public async Task<ShippingCount> ShipAsync(Shipment shipment, ShippingMode mode, ShippingFailures failures, CancellationToken cancel)
    {
        var count = new ShippingCount(0, 0, 0);
        if (!mode.LookThere && Pending(shipment).Count == 0 && (!mode.Finish || IsFinished(shipment)))
        {
            return count;
        }

        await turn.WaitAsync(cancel);
        try
        {
            await failures.TryAsync(async () =>
            {
                using var held = await DestinationLock.TakeAsync(journal.LockFile, self, mode.LockWait ?? options.LockWait, cancel);
                if (held.ChangedHands || mode.LookThere)
                {
                    open.Clear();
                }

                count = await ShipLockedAsync(shipment, mode, failures, cancel);
            });
        }
        finally
        {
            if (failures.Any)
            {
                // What is there now has to be asked again.
                open.Clear();
            }

            turn.Release();
        }

        return count;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        (store as IDisposable)?.Dispose();
        turn.Dispose();
    }

    private async Task<ShippingCount> ShipLockedAsync(Shipment shipment, ShippingMode mode, ShippingFailures failures, CancellationToken cancel)
    {
        if (!open.TryGetValue(shipment.Name, out var experiment))
        {
            open[shipment.Name] = experiment = await store.OpenAsync(shipment.Name, cancel);
        }

        var pending = (mode.LookThere ? shipment.Runs.Where(run => !IsThere(experiment, shipment, run)) : Pending(shipment)).ToHashSet();
        var tags = new RunTags(options, journal.StoreName());
        var bounds = new ParallelOptions { MaxDegreeOfParallelism = Math.Min(mode.Parallelism, store.Parallelism), CancellationToken = cancel };
        var written = 0;
        var groups = new GroupTranslation(shipment, tags);
        var parents = await BeginAsync(experiment, shipment.Groups.Where(group => group.Runs.Any(pending.Contains)), groups, bounds, failures);
        var runs = new RunTranslation(shipment, tags, options.Weights);
        await Parallel.ForEachAsync(pending, bounds, async (run, stop) =>
        {
            if (parents.TryGetValue(SeedGroup.IdOf(run.Receipt), out var parent) && await failures.TryAsync(async () =>
            {
                var place = await experiment.WriteAsync(runs.Of(run, parent.RunId), stop);
                journal.Note(shipment.Name, run.Receipt.Id, run.ReceiptSha256, place);
            }))
            {
                Interlocked.Increment(ref written);
            }
        });
        var summaries = mode.Finish ? await FinishAsync(experiment, shipment, groups, mode, bounds, failures) : 0;
        var ended = 0;
        if (mode.EndAbandoned)
        {
            var ours = shipment.Runs.Select(run => run.Receipt.Id).Concat(shipment.Groups.Select(group => group.Id)).ToHashSet();
            await failures.TryAsync(async () => ended = await experiment.EndAbandonedAsync(journal.StoreName(), ours, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds(), cancel));
        }

        return new(written, summaries, ended) { Looked = true };
    }

    private static async Task<IReadOnlyDictionary<string, MlflowReference>> BeginAsync(
        MlflowExperiment experiment, IEnumerable<SeedGroup> begun, GroupTranslation translation, ParallelOptions bounds, ShippingFailures failures)
    {
        var parents = new System.Collections.Concurrent.ConcurrentDictionary<string, MlflowReference>();
        await Parallel.ForEachAsync(begun, bounds, async (group, stop) =>
            await failures.TryAsync(async () => parents[group.Id] = await experiment.BeginAsync(translation.Begun(group), stop)));

        return parents;
    }

    // Ends each parent whose seeds are all written, and then says in the experiment's note what they gave.
    private async Task<int> FinishAsync(
        MlflowExperiment experiment, Shipment shipment, GroupTranslation translation, ShippingMode mode, ParallelOptions bounds, ShippingFailures failures)
    {
        var written = 0;
        var left = Pending(shipment).Select(run => SeedGroup.IdOf(run.Receipt)).ToHashSet();
        await Parallel.ForEachAsync(shipment.Groups.Where(group => !left.Contains(group.Id)), bounds, async (group, stop) =>
        {
            var sha256 = translation.Sha256(group);
            if (mode.LookThere ? experiment.Find(group.Id, sha256) is null : !Says(shipment.Name, group.Id, sha256, group.Runs))
            {
                await failures.TryAsync(async () =>
                {
                    var place = await experiment.BeginAsync(translation.Begun(group), stop);
                    journal.Note(shipment.Name, group.Id, sha256, await experiment.WriteAsync(translation.Of(group, place.RunId), stop), IdsOf(group.Runs));
                    Interlocked.Increment(ref written);
                });
            }
        });
        var page = PageOf(shipment);
        if (!failures.Any && shipment.Shown.Count > 0 && (written > 0 || !Says(shipment.Name, Page, page, shipment.Runs)) && journal.Read(shipment.Name, shipment.Shown[0].Id) is { } carrier)
        {
            await failures.TryAsync(async () =>
            {
                await experiment.DescribeAsync(SummaryNote.Of(shipment, carrier.RunId, shipment.Naming.Of(shipment.Shown[0])), bounds.CancellationToken);
                journal.Note(shipment.Name, Page, page, carrier.Place, IdsOf(shipment.Runs));
            });
        }

        return written;
    }

    private bool IsFinished(Shipment shipment)
    {
        var translation = new GroupTranslation(shipment, new(options, ""));

        return shipment.Groups.All(group => Says(shipment.Name, group.Id, translation.Sha256(group), group.Runs)) && (shipment.Groups.Count == 0 || Says(shipment.Name, Page, PageOf(shipment), shipment.Runs));
    }

    // A call that asks for fewer seeds than are there does not make the summary there poorer.
    private bool Says(string experiment, string what, string sha256, IEnumerable<StoredRun> runs) =>
        journal.Read(experiment, what) is { } entry && store.MayHold(entry.Place)
        && (entry.Sha256 == sha256 || (entry.Runs is { } noted && IdsOf(runs) is var now && now.Count < noted.Count && !now.Except(noted).Any()));

    private bool IsThere(MlflowExperiment experiment, Shipment shipment, StoredRun run)
    {
        if (experiment.Find(run.Receipt.Id, run.ReceiptSha256) is not { } place)
        {
            return false;
        }

        if (journal.Find(shipment.Name, run.Receipt.Id, run.ReceiptSha256) != place)
        {
            journal.Note(shipment.Name, run.Receipt.Id, run.ReceiptSha256, place);
        }

        return true;
    }

    private static string PageOf(Shipment shipment) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(SummaryNote.Of(shipment, carrier: "", carrierName: ""))));

    private static List<string> IdsOf(IEnumerable<StoredRun> runs) => [.. runs.Select(run => run.Receipt.Id)];
}
