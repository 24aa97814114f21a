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
        var info = RestJson.Field(run, "info");
        var data = run.TryGetProperty("data", out var found) ? found : info;

        return new(
            RestJson.Text(info, "run_id"),
            RestJson.Text(info, "artifact_uri"),
            RestJson.Text(info, "status"),
            RestJson.Items(data, "tags").ToDictionary(tag => RestJson.Text(tag, "key"), tag => tag.TryGetProperty("value", out var value) ? value.ToString() : ""),
            RestJson.Items(data, "metrics").Select(metric => RestJson.Text(metric, "key")).ToHashSet());
    }

    /// <summary>Whether this is the copy of a receipt, written to its end.</summary>
    public bool IsWhole(string receiptSha256) => Status is "FINISHED" or "FAILED" && Tags.GetValueOrDefault(MlflowTags.Receipt) == receiptSha256;
}
