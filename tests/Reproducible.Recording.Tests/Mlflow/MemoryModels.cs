using System.Collections.Specialized;
using System.Text.Json.Nodes;

namespace Reproducible.Recording.Tests.Mlflow;

/// <summary>What the calls on registered models do to a server that remembers.</summary>
internal sealed class MemoryModels
{
    public List<JsonObject> Versions { get; } = [];

    public HashSet<string> Names { get; } = [];

    /// <summary>Whether there is a model registry.</summary>
    public bool Exist { get; set; } = true;

    public (int Status, JsonObject Answer) Do(string call, NameValueCollection query, JsonObject json) => call switch
    {
        "registered-models/create" when Exist => Names.Add(Text(json, "name")) ? (200, []) : Error(400, "RESOURCE_ALREADY_EXISTS"),
        "model-versions/search" => (200, new()
        {
            ["model_versions"] = new JsonArray([.. Versions.Where(version => query["filter"]!.Contains($"'{Text(version, "run_id")}'", StringComparison.Ordinal)).Select(version => version.DeepClone())]),
        }),
        "model-versions/create" => CreateVersion(json),
        _ => Error(404, "ENDPOINT_NOT_FOUND"),
    };

    private (int, JsonObject) CreateVersion(JsonObject json)
    {
        json["version"] = $"{Versions.Count + 1}";
        Versions.Add(json.DeepClone().AsObject());

        return (200, new() { ["model_version"] = json });
    }

    private static string Text(JsonObject json, string name) => json[name]?.ToString() ?? "";

    private static (int, JsonObject) Error(int status, string code) => (status, new() { ["error_code"] = code, ["message"] = "no" });
}
