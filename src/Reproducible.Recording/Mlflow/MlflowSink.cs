using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Reproducible.Recording.Csv;
using Reproducible.Recording.Mlflow.Files;
using Reproducible.Recording.Mlflow.Rest;
using Reproducible.Runs;

namespace Reproducible.Recording.Mlflow;

/// <summary>
/// Writes runs to MLflow: to a tracking server, or to the files that an MLflow UI opens. What was written is noted beside the store,
/// so a run is written once, and one that could not be is written by the next call. One instance serves a whole process.
/// </summary>
public sealed class MlflowSink : IRunSink, IDisposable
{
    private readonly MlflowStore store;
    private readonly MlflowOptions options;
    private readonly ShippingJournal journal;

    internal MlflowSink(MlflowStore store, string results, MlflowOptions options)
    {
        (this.store, this.options) = (store, options);
        journal = new(results, store.Name);
    }

    /// <inheritdoc/>
    public string Name => $"MLflow at {store.Name}";

    /// <summary>The sink for an address.</summary>
    /// <param name="uri">
    /// http(s): a tracking server. A path, or file: a folder of MLflow's own files. Null or empty: what MLFLOW_TRACKING_URI says,
    /// and without it the folder <c>mlruns</c> under <paramref name="root"/>.
    /// </param>
    /// <param name="root">Absolute path that relative folders are counted from.</param>
    /// <param name="results">Absolute path of the results folder.</param>
    /// <exception cref="ReproducibleException">The address is of another kind, or is none.</exception>
    public static MlflowSink For(string? uri, string root, string results, MlflowOptions? options = null)
    {
        options ??= new();
        var address = TrackingAddress.Parse(uri, root, options.Environment);
        MlflowStore store = address.Folder is { } folder
            ? new FileStore(folder)
            : new RestStore(address.Server!, options);

        return new(store, results, options);
    }

    /// <summary>Runs of an experiment that are not there yet, or are there in an older state. Asks nobody.</summary>
    public int PendingCount(ExperimentResult result) => Pending(result).Count;

    /// <inheritdoc/>
    /// <exception cref="ReproducibleException">Some runs could not be written; which is noted, and the next call writes them.</exception>
    public async Task WriteAsync(ExperimentResult result, CancellationToken cancel)
    {
        var pending = Pending(result);
        var page = Page.Of(result);
        if (pending.Count == 0 && (page is null || journal.Find(result.Name, Page.Name, page.Sha256) is not null))
        {
            return;
        }

        var failures = new ConcurrentQueue<MlflowException>();
        try
        {
            var experiment = await store.OpenAsync(result.Name, cancel);
            await WriteRunsAsync(experiment, result, pending, failures, cancel);
            if (failures.IsEmpty && page is not null)
            {
                await WritePageAsync(experiment, result, page, cancel);
            }
        }
        catch (MlflowException failure)
        {
            failures.Enqueue(failure);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            failures.Enqueue(Unreadable(fault));
        }

        if (failures.TryPeek(out var first))
        {
            throw Report(result, failures.FirstOrDefault(failure => failure.Outage, first));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => (store as IDisposable)?.Dispose();

    private List<RunRecord> Pending(ExperimentResult result) =>
        [.. result.Runs.Where(run => journal.Find(result.Name, run.Receipt.Id, RunTranslation.ReceiptHash(run)) is not { } place || !store.MayHold(place))];

    private async Task WriteRunsAsync(
        MlflowExperiment experiment, ExperimentResult result, List<RunRecord> runs, ConcurrentQueue<MlflowException> failures, CancellationToken cancel)
    {
        var translation = new RunTranslation(result, options.Weights, options.User);
        var bounds = new ParallelOptions { MaxDegreeOfParallelism = store.Parallelism, CancellationToken = cancel };
        await Parallel.ForEachAsync(runs, bounds, async (run, stop) =>
        {
            // After an outage the rest would only wait for the same silence.
            if (failures.Any(failure => failure.Outage))
            {
                return;
            }

            try
            {
                var written = translation.Of(run);
                journal.Note(result.Name, run.Receipt.Id, written.ReceiptSha256, await experiment.WriteAsync(written, stop));
            }
            catch (MlflowException failure)
            {
                failures.Enqueue(failure);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                failures.Enqueue(Unreadable(fault));
            }
        });
    }

    private async Task WritePageAsync(MlflowExperiment experiment, ExperimentResult result, Page page, CancellationToken cancel)
    {
        var carrier = journal.Find(result.Name, result.Runs[0].Receipt.Id, RunTranslation.ReceiptHash(result.Runs[0]));
        if (carrier is not null && journal.Find(result.Name, Page.Name, page.Sha256) is null)
        {
            var name = new RunTranslation(result, options.Weights, options.User).Of(result.Runs[0]).Name;
            await experiment.DescribeAsync(ExperimentNote.Of(result, name), carrier, page.Tables, cancel);
            journal.Note(result.Name, Page.Name, page.Sha256, carrier);
        }
    }

    private static MlflowException Unreadable(Exception fault) => new(
        $"a file cannot be read or written: {fault.Message.TrimEnd('.')}.", "Make the results folder readable and writable.");

    private ReproducibleException Report(ExperimentResult result, MlflowException failure)
    {
        var left = PendingCount(result);
        var state = left == 0
            ? $"All runs of {result.Name} are there, its summary is not."
            : $"{left} of {result.Runs.Count} runs of {result.Name} are not yet shipped.";

        return new($"{Name}: {failure.Problem} {state}", $"{failure.Remedy} Then repeat the command: it sends what is missing, and nothing twice.", failure);
    }

    /// <summary>What goes with an experiment as a whole.</summary>
    private sealed record Page(IReadOnlyList<MlflowArtifact> Tables, string Sha256)
    {
        /// <summary>Its name in the journal; no run's id looks like this.</summary>
        public const string Name = "summary";

        public static Page? Of(ExperimentResult result)
        {
            if (result.Runs.Count == 0)
            {
                return null;
            }

            var (runs, summary) = (RunsTable.Text(result), SummaryTable.Text(result));
            var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{result.Description}\n{runs}\n{summary}"));

            return new(
                [MlflowArtifact.Text($"{ExperimentNote.Folder}/runs.csv", runs), MlflowArtifact.Text($"{ExperimentNote.Folder}/summary.csv", summary)],
                Convert.ToHexStringLower(hash));
        }
    }
}
