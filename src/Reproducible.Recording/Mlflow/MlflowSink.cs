using Reproducible.Recording.Mlflow.Files;
using Reproducible.Recording.Mlflow.Rest;
using Reproducible.Recording.Mlflow.Shipping;
using Reproducible.Runs;

namespace Reproducible.Recording.Mlflow;

/// <summary>
/// Writes runs to MLflow: to a tracking server, or to the files that an MLflow UI opens. What was written is noted beside the store,
/// so a run is written once, and one that could not be is written by the next call. One instance serves a whole process.
/// </summary>
public sealed class MlflowSink : IRunSink, IDisposable
{
    private const string Later = "Then `dotnet cake --target=Sync` sends what is missing, and nothing twice.";

    private readonly MlflowStore store;
    private readonly MlflowOptions options;
    private readonly ShippingJournal journal;
    private readonly Shipper shipper;
    private readonly string results;

    internal MlflowSink(MlflowStore store, string results, MlflowOptions options)
    {
        (this.store, this.results, this.options) = (store, results, options);
        journal = new(results, store.Name);
        shipper = new(store, journal, options);
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

        return new(address.Folder is { } folder ? new FileStore(folder) : RestStore.At(address.Server!, options), results, options);
    }

    /// <summary>Whether a registered model can be called so, on every server.</summary>
    public static bool IsModelName(string name) => Registration.IsName(name);

    /// <summary>Runs of an experiment that are not there yet, or are there in an older state. Asks nobody.</summary>
    public int PendingCount(ExperimentResult result) => shipper.Pending(Shipment.Of(result)).Count;

    /// <inheritdoc/>
    /// <exception cref="ReproducibleException">Some runs could not be written; which is noted, and the next call writes them.</exception>
    public Task WriteAsync(ExperimentResult result, CancellationToken cancel) => WriteAsync(result, options.Parallelism, cancel);

    /// <summary>Writes every run of the store that is not there: asks what is there, whatever was noted. Ends what a dead process left running.</summary>
    /// <param name="declared">The experiments that the code declares.</param>
    /// <param name="only">Name of the one experiment to write; null: all.</param>
    /// <param name="said">Told a line an experiment.</param>
    public async Task<SyncReport> SyncAsync(IReadOnlyList<NamedExperiment> declared, string? only, Action<string> said, CancellationToken cancel)
    {
        var contents = StoreContents.Read(results, declared);
        var (report, problem) = (new SyncReport(contents.Unreadable), default(MlflowException));
        foreach (var shipment in contents.Shipments.Concat(journal.Experiments.Except(contents.Shipments.Select(shipment => shipment.Name)).Select(Shipment.Empty)))
        {
            if (only is not null && !shipment.Name.Equals(only, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            var failures = new ShippingFailures();
            var mode = new ShippingMode(Finish: true, options.Parallelism) { LookThere = true, EndAbandoned = true, LockWait = options.SyncLockWait };
            var count = problem is { Outage: true } ? new(0, 0, 0) : await shipper.ShipAsync(shipment, mode, failures, cancel);
            problem ??= failures.Worst;
            var all = shipment.Runs.Count();
            var left = count.Looked ? shipper.Pending(shipment).Count : all;
            report = report.With(all, count, left, failures.Worst is { } failure ? $"{shipment.Name}: {Sentence(failure)}" : null);
            if (all > 0 && problem is not { Outage: true })
            {
                said($"{shipment.Name}: {count.Runs} of {all} runs sent, {all - left - count.Runs} were there{(left > 0 ? $", {left} missing" : "")}; {count.Summaries} parents brought up to date");
            }
        }

        return report;
    }

    /// <summary>Registers the weights of the run that is best by validation accuracy as a version of a model; a run that is one already stays that one.</summary>
    /// <param name="name">Of the registered model; made when it is not there.</param>
    /// <param name="candidates">Experiments to choose from; all their runs are of one dataset.</param>
    /// <exception cref="ReproducibleException">The name is none, no run finished, or MLflow refuses.</exception>
    public Task<string> RegisterAsync(string name, IReadOnlyList<ExperimentResult> candidates, CancellationToken cancel) =>
        new Registration(store, shipper, journal).RegisterAsync(name, [.. candidates.Select(Shipment.Of)], Name, cancel);

    /// <inheritdoc/>
    public void Dispose() => shipper.Dispose();

    /// <summary>Writes one run while others of its experiment go on.</summary>
    /// <param name="experiment">One that holds the run.</param>
    /// <returns>Whether it is there now.</returns>
    internal async Task<bool> ShipAsync(NamedExperiment experiment, RunRecord run, CancellationToken cancel)
    {
        var failures = new ShippingFailures();
        var shipment = new Shipment(experiment.Name, experiment.Description, SeedGroup.Of([new(run)], _ => null), RunNames.Of(experiment.Experiment.Runs));
        await shipper.ShipAsync(shipment, new(Finish: false, Parallelism: 1), failures, cancel);

        return !failures.Any;
    }

    /// <summary>Writes an experiment's runs, a number of them at once.</summary>
    internal async Task WriteAsync(ExperimentResult result, int parallelism, CancellationToken cancel)
    {
        var (shipment, failures) = (Shipment.Of(result), new ShippingFailures());
        await shipper.ShipAsync(shipment, new(Finish: true, parallelism), failures, cancel);
        if (failures.Worst is { } failure)
        {
            var left = shipper.Pending(shipment).Count;
            var state = left == 0
                ? $"All runs of {result.Name} are there, its summary is not."
                : $"{left} of {result.Runs.Count} runs of {result.Name} are not yet shipped.";

            throw new ReproducibleException($"{Name}: {failure.Problem} {state}", $"{failure.Remedy} {Later}", failure);
        }
    }

    private string Sentence(MlflowException failure) => $"{Name}: {failure.Problem} {failure.Remedy}";
}
