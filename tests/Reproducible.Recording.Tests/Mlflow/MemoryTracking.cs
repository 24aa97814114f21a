using System.Net;
using System.Text.Json.Nodes;

namespace Reproducible.Recording.Tests.Mlflow;

/// <summary>What the calls on experiments, runs and files do to a server that remembers; a call of another kind goes to its models.</summary>
internal sealed class MemoryTracking(MemoryModels models)
{
    private readonly Lock gate = new();

    public List<MemoryExperiment> Experiments { get; } = [];

    public List<MemoryRun> Runs { get; } = [];

    public (int Status, JsonObject Answer) Do(HttpListenerRequest request, byte[] body)
    {
        lock (gate)
        {
            var path = request.Url!.AbsolutePath;
            if (path.StartsWith("/api/2.0/mlflow-artifacts/artifacts/", StringComparison.Ordinal))
            {
                var parts = Uri.UnescapeDataString(path["/api/2.0/mlflow-artifacts/artifacts/".Length..]).Split('/', 4);
                Runs.Single(run => run.Id == parts[1]).Artifacts[parts[3]] = body;

                return (200, []);
            }

            var json = body.Length > 0 ? JsonNode.Parse(body)!.AsObject() : [];

            return path.Replace("/api/2.0/mlflow/", "", StringComparison.Ordinal) switch
            {
                "experiments/get-by-name" => FindExperiment(request.QueryString["experiment_name"]!),
                "experiments/create" => CreateExperiment(Text(json, "name")),
                "experiments/set-experiment-tag" => Set(Experiments.Single(one => one.Id == Text(json, "experiment_id")).Tags, json),
                "runs/create" => CreateRun(json),
                "runs/update" => Update(Of(json), json),
                "runs/delete" => Delete(Of(json)),
                "runs/log-batch" => Log(Of(json), json),
                "runs/log-inputs" => Note(Of(json), json),
                "runs/delete-tag" => Of(json).Tags.Remove(Text(json, "key")) ? (200, []) : Missing("tag"),
                "runs/search" => Search(json),
                "metrics/get-history" => History(Runs.Single(run => run.Id == request.QueryString["run_id"]), request.QueryString["metric_key"]!),
                var call => models.Do(call, request.QueryString, json),
            };
        }
    }

    private (int, JsonObject) FindExperiment(string name) => Experiments.FirstOrDefault(one => one.Name == name) is { } found
        ? (200, new()
        {
            ["experiment"] = new JsonObject
            {
                ["experiment_id"] = found.Id, ["name"] = name, ["artifact_location"] = $"mlflow-artifacts:/{found.Id}", ["lifecycle_stage"] = "active", ["tags"] = Entries(found.Tags),
            },
        })
        : Missing("experiment");

    private (int, JsonObject) CreateExperiment(string name)
    {
        Experiments.Add(new($"{Experiments.Count + 1}", name));

        return (200, new() { ["experiment_id"] = Experiments[^1].Id });
    }

    private (int, JsonObject) CreateRun(JsonObject json)
    {
        var run = new MemoryRun(Guid.NewGuid().ToString("N"), Text(json, "experiment_id")) { Name = Text(json, "run_name"), Start = (long)json["start_time"]! };
        Runs.Add(run);
        foreach (var tag in json["tags"]!.AsArray())
        {
            Set(run.Tags, tag!.AsObject());
        }

        return (200, new() { ["run"] = Json(run) });
    }

    private static (int, JsonObject) Update(MemoryRun run, JsonObject json)
    {
        run.Status = json["status"] is { } status ? (string)status! : run.Status;
        run.End = json["end_time"] is { } end ? (long)end : run.End;

        return (200, []);
    }

    private static (int, JsonObject) Delete(MemoryRun run)
    {
        run.IsDeleted = true;

        return (200, []);
    }

    private static (int, JsonObject) Log(MemoryRun run, JsonObject json)
    {
        var parameters = (json["params"]?.AsArray() ?? []).ToDictionary(entry => Text(entry!.AsObject(), "key"), entry => Text(entry!.AsObject(), "value"));
        if (parameters.Any(entry => run.Params.TryGetValue(entry.Key, out var there) && there != entry.Value))
        {
            return Error(400, "INVALID_PARAMETER_VALUE");
        }

        foreach (var (key, value) in parameters)
        {
            run.Params[key] = value;
        }

        foreach (var tag in json["tags"]?.AsArray() ?? [])
        {
            Set(run.Tags, tag!.AsObject());
        }

        foreach (var point in json["metrics"]?.AsArray() ?? [])
        {
            run.Metrics.Add((Text(point!.AsObject(), "key"), double.Parse(point["value"]!.ToString(), System.Globalization.CultureInfo.InvariantCulture), (long)point["timestamp"]!, (long)point["step"]!));
        }

        return (200, []);
    }

    private static (int, JsonObject) Note(MemoryRun run, JsonObject json)
    {
        run.Inputs.UnionWith(json["datasets"]!.AsArray().Select(input => (string)input!["dataset"]!["digest"]!));

        return (200, []);
    }

    private (int, JsonObject) Search(JsonObject json)
    {
        var filter = Text(json, "filter");
        var found = Runs
            .Where(run => run.ExperimentId == (string)json["experiment_ids"]![0]! && (Text(json, "run_view_type") == "ALL" || !run.IsDeleted))
            .Where(run => filter.Contains("LIKE '%'", StringComparison.Ordinal) || filter.EndsWith($"= '{run.Tags.GetValueOrDefault("reproducible.run_id")}'", StringComparison.Ordinal))
            .OrderBy(run => run.Start).ToList();
        var offset = json["page_token"] is { } token && token.ToString() is { Length: > 0 } text ? int.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : 0;
        var size = Math.Min((int)json["max_results"]!, 7);
        var answer = new JsonObject { ["runs"] = new JsonArray([.. found.Skip(offset).Take(size).Select(Json)]) };
        if (offset + size < found.Count)
        {
            answer["next_page_token"] = $"{offset + size}";
        }

        return (200, answer);
    }

    private static (int, JsonObject) History(MemoryRun run, string key) => (200, new()
    {
        ["metrics"] = new JsonArray([.. run.Metrics.Where(point => point.Key == key).Select(point => Json(point))]),
    });

    private MemoryRun Of(JsonObject json) => Runs.Single(run => run.Id == Text(json, "run_id"));

    private static JsonObject Json(MemoryRun run) => new()
    {
        ["info"] = new JsonObject
        {
            ["run_id"] = run.Id, ["experiment_id"] = run.ExperimentId, ["run_name"] = run.Name, ["status"] = run.Status, ["start_time"] = run.Start,
            ["artifact_uri"] = $"mlflow-artifacts:/{run.ExperimentId}/{run.Id}/artifacts", ["lifecycle_stage"] = run.IsDeleted ? "deleted" : "active",
        },
        ["data"] = new JsonObject
        {
            ["tags"] = Entries(run.Tags),
            ["params"] = Entries(run.Params),
            ["metrics"] = new JsonArray([.. run.Latest.Values.Select(Json)]),
        },
    };

    private static JsonObject Json((string Key, double Value, long Timestamp, long Step) point) =>
        new() { ["key"] = point.Key, ["value"] = point.Value, ["timestamp"] = point.Timestamp, ["step"] = point.Step };

    private static JsonArray Entries(Dictionary<string, string> entries) => [.. entries.Select(entry => new JsonObject { ["key"] = entry.Key, ["value"] = entry.Value })];

    private static (int, JsonObject) Set(Dictionary<string, string> tags, JsonObject json)
    {
        tags[Text(json, "key")] = Text(json, "value");

        return (200, []);
    }

    private static string Text(JsonObject json, string name) => json[name]?.ToString() ?? "";

    private static (int, JsonObject) Missing(string what) => Error(404, "RESOURCE_DOES_NOT_EXIST", $"No such {what}.");

    private static (int, JsonObject) Error(int status, string code, string message = "no") => (status, new() { ["error_code"] = code, ["message"] = message });
}
