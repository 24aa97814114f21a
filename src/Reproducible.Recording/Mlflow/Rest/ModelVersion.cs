using System.Text.Json;

namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>A version of a registered model.</summary>
/// <param name="Name">The model's.</param>
/// <param name="Version">A number as text, from 1, drawn by the server.</param>
/// <param name="RunId">The run that made it; empty: none.</param>
/// <param name="Source">Where its files are: an artifact_uri, or a folder below one.</param>
/// <param name="Status"><c>READY</c>, unless a store says otherwise.</param>
public sealed record ModelVersion(string Name, string Version, string RunId, string Source, string Status)
{
    /// <summary>By key.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; internal init; } = new Dictionary<string, string>();

    internal static ModelVersion Of(JsonElement version) => new(
        RestJson.Text(version, "name"), RestJson.Text(version, "version"), RestJson.TextOr(version, "run_id", ""), RestJson.TextOr(version, "source", ""), RestJson.TextOr(version, "status", ""))
    {
        Tags = RestJson.Entries(version, "tags"),
    };
}
