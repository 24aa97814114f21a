using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Reproducible.Recording.Mlflow.Files;
using Reproducible.Recording.Mlflow.Rest;
using Reproducible.Recording.Mlflow.Shipping;
using Reproducible.Store;

namespace Reproducible.Recording.Mlflow.Translation;

/// <summary>
/// MLmodel: what MLflow's pages and its Python client ask of a model's folder. Its one flavor is ours, so what loads other flavors says that it
/// cannot. Shapes of input and output are left out: receipts do not state them.
/// </summary>
internal static class ModelFile
{
    public const string Name = "MLmodel";

    /// <summary>The file for a run's weights.</summary>
    /// <param name="folder">Of the model, below the run's artifacts.</param>
    /// <param name="runId">MLflow's id of the run.</param>
    /// <param name="experiment">Name of the run's experiment.</param>
    public static MlflowArtifact Of(StoredRun run, string folder, string runId, string experiment)
    {
        var (receipt, weights) = (run.Receipt, Path.Combine(run.Folder, RunFiles.Weights));

        return MlflowArtifact.Text($"{folder}/{Name}", MetaFile.Text(new Dictionary<string, object?>
        {
            ["artifact_path"] = folder,
            ["flavors"] = new Dictionary<string, object?>
            {
                ["reproducible"] = new Dictionary<string, object?>
                {
                    ["format"] = "safetensors",
                    ["data"] = RunFiles.Weights,
                    ["receipt"] = ReceiptFile.Name,
                    ["backbone"] = run.Backbone,
                    ["sha256"] = receipt.WeightsSha256,
                },
            },
            ["metadata"] = new Dictionary<string, object?>
            {
                ["experiment"] = experiment,
                ["run"] = receipt.Id,
                ["dataset"] = run.Dataset,
                ["strategy"] = run.Strategy,
                ["seed"] = (long)run.Seed,
            },
            ["model_size_bytes"] = new FileInfo(weights).Length,
            // The same weights of the same run are the same model, however often they are registered.
            ["model_uuid"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{receipt.Id} {receipt.WeightsSha256}")))[..32],
            ["run_id"] = runId,
            ["utc_time_created"] = DateTimeOffset.FromUnixTimeMilliseconds(run.End).UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
        }));
    }
}
