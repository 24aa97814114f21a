using Reproducible.Recording.Mlflow.Rest;
using Reproducible.Recording.Mlflow.Shipping;
using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Recording.Mlflow.Translation;

/// <summary>Says a run in MLflow's words. Its dataset, which all seeds learn from, is an input of their parent: noted with each run, it is a fifth on top of what a server computes.</summary>
/// <param name="shipment">The experiment that holds it.</param>
/// <param name="tags">What runs of this store have in common.</param>
/// <param name="withWeights">Whether the weights, and the trace that hashes them, go along as artifacts.</param>
internal sealed class RunTranslation(Shipment shipment, RunTags tags, bool withWeights)
{
    // The parent has the tables of epochs and of steps, of all seeds.
    private static readonly string[] Readable = [ReceiptFile.Name, RunFiles.Log];

    private static readonly string[] Binary = [RunFiles.Trace, RunFiles.Weights];

    /// <summary>The run, with all of its numbers and its files.</summary>
    /// <param name="parent">MLflow's id of its parent; null: none.</param>
    public MlflowRun Of(StoredRun run, string? parent)
    {
        var (receipt, values, name) = (run.Receipt, new LongValues(), shipment.Naming.Of(run));
        var parameters = receipt.Settings.Select(setting => values.Param(setting.Key, setting.Value)).ToList();
        var tagged = tags.Of(run, name, shipment.Name, parent, values);
        IReadOnlyList<MlflowMetric> metrics = [.. new RunMetrics(run, values).All(), .. SystemMetrics.Of(run)];

        return new()
        {
            Id = receipt.Id,
            ReceiptSha256 = run.ReceiptSha256,
            Name = name,
            Status = receipt.Status == RunStatus.Finished ? MlflowStatus.Finished : MlflowStatus.Failed,
            StartTime = run.Start,
            EndTime = run.End,
            User = tags.UserOf(receipt),
            Params = parameters,
            Tags = tagged,
            Metrics = metrics,
            Artifacts = [.. FilesOf(run), .. values.Artifacts],
        };
    }

    private IEnumerable<MlflowArtifact> FilesOf(StoredRun run)
    {
        foreach (var name in Readable.Concat(withWeights ? Binary : []))
        {
            if (Path.Combine(run.Folder, name) is var file && File.Exists(file))
            {
                yield return MlflowArtifact.File(name, file);
            }
        }
    }
}
