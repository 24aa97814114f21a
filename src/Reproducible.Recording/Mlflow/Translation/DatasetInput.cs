using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Reproducible.Keys;
using Reproducible.Recording.Mlflow.Rest;
using Reproducible.Recording.Mlflow.Shipping;

namespace Reproducible.Recording.Mlflow.Translation;

/// <summary>A dataset as an input: its canonical text, and a digest over that text and the data files' hashes.</summary>
internal static class DatasetInput
{
    /// <summary>What a group learned from.</summary>
    public static MlflowDataset Of(StoredRun run)
    {
        var (text, name) = (run.Dataset, run.Receipt.Settings.GetValueOrDefault("dataset", ""));
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{text}\n{run.Receipt.Key.GetValueOrDefault(KeyParts.Data)?.Sha256}")));
        var examples = run.Receipt.Examples.OrderBy(split => split.Key, StringComparer.Ordinal).ToDictionary();
        var files = run.Receipt.Data.OrderBy(file => file.Key, StringComparer.Ordinal).ToDictionary();

        return new(
            text.Length <= 500 ? text : name,
            digest[..32],
            "local",
            JsonSerializer.Serialize(new { uri = name, sha256 = files }),
            JsonSerializer.Serialize(new { num_rows = run.Receipt.Examples.Values.Sum(), examples }),
            "train");
    }
}
