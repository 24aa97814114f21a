using System.Text.Json;

namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>An experiment as a server describes it.</summary>
/// <param name="ExperimentId">A number as text.</param>
/// <param name="ArtifactLocation">What the artifact_uri of its runs begins with.</param>
/// <param name="LifecycleStage"><c>active</c> or <c>deleted</c>.</param>
public sealed record ExperimentInfo(string ExperimentId, string Name, string ArtifactLocation, string LifecycleStage)
{
    /// <summary>Whether it is deleted; its name is taken all the same.</summary>
    public bool IsDeleted => LifecycleStage == "deleted";

    /// <summary>By key.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; internal init; } = new Dictionary<string, string>();

    internal static ExperimentInfo Of(JsonElement experiment) => RestJson.Read<ExperimentInfo>(experiment) with { Tags = RestJson.Entries(experiment, "tags") };
}
