using System.Text.Json;

namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>A run as a server describes it.</summary>
/// <param name="Status"><c>RUNNING</c>, <c>FINISHED</c>, <c>FAILED</c>, ...</param>
/// <param name="Metrics">Keys of its metrics.</param>
internal sealed record RunInfo(string RunId, string ArtifactUri, string Status, IReadOnlyDictionary<string, string> Tags, IReadOnlySet<string> Metrics)
{
    /// <summary>Reads a <c>run</c> of an answer.</summary>
    public static RunInfo Of(JsonElement run)
    {
        var info = run.GetProperty("info");
        var data = run.TryGetProperty("data", out var found) ? found : default;

        return new(
            info.GetProperty("run_id").GetString()!,
            info.GetProperty("artifact_uri").GetString()!,
            info.GetProperty("status").GetString()!,
            Items(data, "tags").ToDictionary(tag => tag.GetProperty("key").GetString()!, tag => tag.TryGetProperty("value", out var value) ? value.GetString()! : ""),
            Items(data, "metrics").Select(metric => metric.GetProperty("key").GetString()!).ToHashSet());
    }

    /// <summary>Whether this is the copy of a receipt, written to its end.</summary>
    public bool IsWhole(string receiptSha256) => Status is "FINISHED" or "FAILED" && Tags.GetValueOrDefault(MlflowTags.Receipt) == receiptSha256;

    private static IEnumerable<JsonElement> Items(JsonElement data, string name) =>
        data.ValueKind == JsonValueKind.Object ? MlflowClient.Array(data, name) : [];
}
