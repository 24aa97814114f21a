using System.Text.Json;

namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>A run as a server describes it.</summary>
/// <param name="RunId">32 hex digits, drawn by the server.</param>
/// <param name="ArtifactUri">Where its artifacts are kept; <see cref="MlflowArtifacts"/> takes it.</param>
public sealed record RunInfo(string RunId, string ExperimentId, string Name, MlflowStatus Status, string ArtifactUri)
{
    /// <summary>Whose run it is; empty where it is not known.</summary>
    public string User { get; internal init; } = "";

    /// <summary>Milliseconds since 1970, UTC.</summary>
    public long StartTime { get; internal init; }

    /// <summary>Milliseconds since 1970, UTC; null: it has not ended. A run that is RUNNING again keeps the end that it had.</summary>
    public long? EndTime { get; internal init; }

    /// <summary>Whether it is deleted: nothing can be logged to it until it is restored.</summary>
    public bool IsDeleted { get; internal init; }

    /// <summary>By key.</summary>
    public IReadOnlyDictionary<string, string> Params { get; internal init; } = new Dictionary<string, string>();

    /// <summary>By key.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; internal init; } = new Dictionary<string, string>();

    /// <summary>By key, of each the point with the greatest step (then time, then value).</summary>
    public IReadOnlyDictionary<string, MlflowMetric> Metrics { get; internal init; } = new Dictionary<string, MlflowMetric>();

    /// <summary>Datasets that it read.</summary>
    public IReadOnlyList<MlflowDataset> Inputs { get; internal init; } = [];

    /// <summary>The run that it is shown below; null: none.</summary>
    public string? ParentRunId => Tags.GetValueOrDefault(StandardTags.ParentRunId);

    /// <summary>Reads a <c>run</c> of an answer.</summary>
    internal static RunInfo Of(JsonElement run)
    {
        var info = RestJson.Field(run, "info");
        var data = RestJson.Part(run, "data");

        return new(
            RestJson.Text(info, "run_id"), RestJson.Text(info, "experiment_id"), RestJson.TextOr(info, "run_name", ""), StatusOf(RestJson.Text(info, "status")), RestJson.Text(info, "artifact_uri"))
        {
            User = RestJson.TextOr(info, "user_id", ""),
            StartTime = RestJson.IntegerOr(info, "start_time") ?? 0,
            EndTime = RestJson.IntegerOr(info, "end_time"),
            IsDeleted = RestJson.TextOr(info, "lifecycle_stage", "active") == "deleted",
            Params = RestJson.Entries(data, "params"),
            Tags = RestJson.Entries(data, "tags"),
            Metrics = RestJson.Items(data, "metrics").Select(RestJson.Read<MlflowMetric>).ToDictionary(metric => metric.Key),
            Inputs = [.. RestJson.Items(RestJson.Part(run, "inputs"), "dataset_inputs").Select(InputOf)],
        };
    }

    private static MlflowStatus StatusOf(string word) => Enum.TryParse<MlflowStatus>(word, ignoreCase: true, out var status) ? status : throw RestJson.Unreadable($"has a run of the unknown status '{word}'");

    private static MlflowDataset InputOf(JsonElement input)
    {
        var dataset = RestJson.Field(input, "dataset");

        return new(
            RestJson.TextOr(dataset, "name", ""), RestJson.TextOr(dataset, "digest", ""), RestJson.TextOr(dataset, "source_type", ""), RestJson.TextOr(dataset, "source", ""),
            RestJson.TextOr(dataset, "profile", ""), RestJson.Entries(input, "tags").GetValueOrDefault(StandardTags.DataContext, ""))
        {
            Schema = RestJson.TextOr(dataset, "schema", "") is { Length: > 0 } schema ? schema : null,
        };
    }
}
