using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;
using Reproducible.Recording.Mlflow.Rest;
using Reproducible.Recording.Mlflow.Translation;
using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Recording.Mlflow.Shipping;

/// <summary>Makes the best run's weights a version of a registered model.</summary>
internal sealed partial class Registration(MlflowStore store, Shipper shipper, ShippingJournal journal)
{
    // Where a version's files lie among its run's artifacts.
    private const string Folder = "model";

    /// <summary>Whether a model can be called so, on every server.</summary>
    public static bool IsName(string name) => Legal().IsMatch(name);

    /// <summary>Registers it.</summary>
    /// <returns>What was done, a sentence.</returns>
    /// <exception cref="ReproducibleException">The name is none, no run finished, its weights are gone, or MLflow refuses.</exception>
    public async Task<string> RegisterAsync(string name, IReadOnlyList<Shipment> candidates, string destination, CancellationToken cancel)
    {
        if (!IsName(name))
        {
            throw new ReproducibleException($"'{name}' is no name of a registered model.", "Use 1 to 250 letters, digits, '_', '-', '.' and spaces, with a letter or digit at both ends: --register=tshirt-pullover.");
        }

        var (shipment, run) = Best(candidates);
        var weights = Path.Combine(run.Folder, RunFiles.Weights);
        if (!File.Exists(weights))
        {
            throw new ReproducibleException($"The weights of the best run, {run.Receipt.Id}, are not in the store: '{weights}' is absent.", "Delete that run's folder, and run its experiment again.");
        }

        if (shipper.Pending(shipment).Contains(run) || journal.Read(shipment.Name, run.Receipt.Id) is not { } there)
        {
            throw new ReproducibleException($"{destination} does not have the best run, {run.Receipt.Id}, so it cannot be registered.", "Run `dotnet cake --target=Sync`, then repeat the command.");
        }

        try
        {
            var experiment = await store.OpenAsync(shipment.Name, cancel);
            await experiment.AttachAsync(
                there.Place,
                [
                    MlflowArtifact.File($"{Folder}/{RunFiles.Weights}", weights),
                    MlflowArtifact.File($"{Folder}/{ReceiptFile.Name}", Path.Combine(run.Folder, ReceiptFile.Name)),
                    ModelFile.Of(run, Folder, there.RunId, shipment.Name),
                ],
                cancel);
            var version = await store.RegisterAsync(
                new(name, $"{there.ArtifactUri.TrimEnd('/')}/{Folder}", there.RunId) { Description = DescriptionOf(run, candidates), Tags = TagsOf(shipment, run) }, cancel);

            return $"{name} version {version.Version} at {destination} is run {run.Receipt.Id}, {shipment.Naming.Of(run)}: best of {CountOf(candidates)} by validation accuracy, {Percent(ValidationOf(run))}.";
        }
        catch (MlflowException failure) when (failure.Status is HttpStatusCode.NotFound or HttpStatusCode.NotImplemented && failure.Code != "RESOURCE_DOES_NOT_EXIST")
        {
            throw new ReproducibleException($"{destination} has no model registry: {failure.Problem}", "Use a server of MLflow 2 or 3 that keeps its data in a database: `mlflow server --backend-store-uri sqlite:///mlflow.db`.", failure);
        }
        catch (MlflowException failure)
        {
            throw new ReproducibleException($"Model '{name}' cannot be registered at {destination}: {failure.Problem}", failure.Remedy, failure);
        }
    }

    private static (Shipment Shipment, StoredRun Run) Best(IReadOnlyList<Shipment> candidates)
    {
        var finished = candidates.SelectMany(shipment => shipment.Runs.Where(run => run.Receipt.Status == RunStatus.Finished && run.Epochs().Count > 0).Select(run => (Shipment: shipment, Run: run))).ToList();
        var datasets = finished.Select(entry => entry.Run.Dataset).Distinct().ToList();

        return datasets.Count switch
        {
            0 => throw new ReproducibleException("No run finished, so there is none to register.", "Run an experiment first."),
            1 => finished.OrderByDescending(entry => ValidationOf(entry.Run)).ThenBy(entry => entry.Run.Epochs()[^1].Validation.Loss).ThenBy(entry => entry.Run.Receipt.Id, StringComparer.Ordinal).First(),
            _ => throw new ReproducibleException(
                $"Validation accuracies of {datasets.Count} datasets cannot be compared: {string.Join("; ", datasets)}.",
                $"Name one experiment of one dataset with --experiment=: there are {string.Join(", ", candidates.Select(shipment => shipment.Name))}."),
        };
    }

    private static string DescriptionOf(StoredRun run, IReadOnlyList<Shipment> candidates) =>
        $"Weights of {run.Strategy} on {run.Dataset}, seed {run.Receipt.Settings["seed"]}: the best of {CountOf(candidates)} by validation accuracy after the last epoch, {Percent(ValidationOf(run))}. "
        + $"It was not chosen by its test accuracy, {Percent(run.Receipt.Test!.Accuracy)}, which is therefore an honest estimate. Format: safetensors, `{Folder}/{RunFiles.Weights}`.";

    private static string CountOf(IReadOnlyList<Shipment> candidates) =>
        string.Create(CultureInfo.InvariantCulture, $"{candidates.Sum(shipment => shipment.Runs.Count(run => run.Receipt.Status == RunStatus.Finished))} runs of {string.Join(", ", candidates.Select(shipment => shipment.Name))}");

    private static List<MlflowEntry> TagsOf(Shipment shipment, StoredRun run) =>
    [
        new(MlflowTags.RunId, run.Receipt.Id),
        new("reproducible.experiment", shipment.Name),
        new("reproducible.weights_sha256", run.Receipt.WeightsSha256 ?? ""),
        new("reproducible.chosen_by", "val_accuracy"),
    ];

    private static double ValidationOf(StoredRun run) => run.Epochs()[^1].Validation.Accuracy;

    private static string Percent(double share) => (share * 100).ToString("0.00' %'", CultureInfo.InvariantCulture);

    // MLflow forbids slashes, colons, dots at the ends on some stores; what is left is a file name too.
    [GeneratedRegex(@"^[\p{L}\p{Nd}]([\p{L}\p{Nd}_\-. ]{0,248}[\p{L}\p{Nd}])?$")]
    private static partial Regex Legal();
}
