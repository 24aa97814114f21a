using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Reproducible.Recording.Tests.Mlflow;

/// <summary>
/// A tracking server that remembers: experiments, runs, metrics, files, models. It answers as the recorded ones do, as far as shipping
/// asks; a point is kept once for each (key, timestamp, step, value), as a server with a database does.
/// </summary>
public sealed class MemoryServer : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly Lock gate = new();
    private readonly Task serving;
    private int count;

    /// <param name="address">Of this machine, ending in a slash; null: a port that nobody has.</param>
    public MemoryServer(string? address = null)
    {
        Address = address ?? $"http://127.0.0.1:{RecordedServer.FreePort()}/";
        listener.Prefixes.Add(Address);
        listener.Start();
        serving = Task.Run(ServeAsync);
    }

    public string Address { get; }

    /// <summary>Requests so far.</summary>
    public int Requests => Volatile.Read(ref count);

    /// <summary>Called with the number of each request, from 1, before it is done.</summary>
    public Action<int>? Asked { get; set; }

    public List<Experiment> Experiments { get; } = [];

    public List<Run> Runs { get; } = [];

    public List<JsonObject> Versions { get; } = [];

    public HashSet<string> Models { get; } = [];

    /// <summary>Whether there is a model registry.</summary>
    public bool HasModels { get; set; } = true;

    /// <summary>The runs of an experiment that hold a seed's numbers.</summary>
    public IEnumerable<Run> SeedsOf(string experiment) => RunsOf(experiment).Where(run => run.Tags.GetValueOrDefault("reproducible.kind") == "run");

    /// <summary>The parents of an experiment.</summary>
    public IEnumerable<Run> ParentsOf(string experiment) => RunsOf(experiment).Where(run => run.Tags.GetValueOrDefault("reproducible.kind") == "summary");

    public IEnumerable<Run> RunsOf(string experiment) => Runs.Where(run => run.ExperimentId == Experiments.Single(other => other.Name == experiment).Id);

    public void Dispose()
    {
        listener.Close();
        serving.Wait();
    }

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                var context = await listener.GetContextAsync();
                _ = Task.Run(() => AnswerAsync(context));
            }
            catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            var number = Interlocked.Increment(ref count);
            Asked?.Invoke(number);
            var (status, answer) = Do(context.Request, body.ToArray());
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            context.Response.Close(Encoding.UTF8.GetBytes(answer.ToJsonString()), willBlock: true);
        }
        catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            // Whoever asked is gone.
        }
    }

    private (int Status, JsonObject Answer) Do(HttpListenerRequest request, byte[] body)
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
                "runs/log-batch" => Log(Of(json), json),
                "runs/log-inputs" => Note(Of(json), json),
                "runs/delete-tag" => Of(json).Tags.Remove(Text(json, "key")) ? (200, []) : Missing("tag"),
                "runs/search" => Search(json),
                "metrics/get-history" => History(Runs.Single(run => run.Id == request.QueryString["run_id"]), request.QueryString["metric_key"]!),
                "registered-models/create" when HasModels => Models.Add(Text(json, "name")) ? (200, []) : Error(400, "RESOURCE_ALREADY_EXISTS"),
                "model-versions/search" => (200, new() { ["model_versions"] = new JsonArray([.. Versions.Where(version => request.QueryString["filter"]!.Contains($"'{Text(version, "run_id")}'", StringComparison.Ordinal)).Select(version => version.DeepClone())]) }),
                "model-versions/create" => CreateVersion(json),
                _ => Error(404, "ENDPOINT_NOT_FOUND"),
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
        var run = new Run(Guid.NewGuid().ToString("N"), Text(json, "experiment_id")) { Name = Text(json, "run_name"), Start = (long)json["start_time"]! };
        Runs.Add(run);
        foreach (var tag in json["tags"]!.AsArray())
        {
            Set(run.Tags, tag!.AsObject());
        }

        return (200, new() { ["run"] = Json(run) });
    }

    private static (int, JsonObject) Update(Run run, JsonObject json)
    {
        run.Status = json["status"] is { } status ? (string)status! : run.Status;
        run.End = json["end_time"] is { } end ? (long)end : run.End;

        return (200, []);
    }

    private static (int, JsonObject) Log(Run run, JsonObject json)
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

    private static (int, JsonObject) Note(Run run, JsonObject json)
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

    private static (int, JsonObject) History(Run run, string key) => (200, new()
    {
        ["metrics"] = new JsonArray([.. run.Metrics.Where(point => point.Key == key).Select(point => Json(point))]),
    });

    private (int, JsonObject) CreateVersion(JsonObject json)
    {
        json["version"] = $"{Versions.Count + 1}";
        Versions.Add(json.DeepClone().AsObject());

        return (200, new() { ["model_version"] = json });
    }

    private Run Of(JsonObject json) => Runs.Single(run => run.Id == Text(json, "run_id"));

    private static JsonObject Json(Run run) => new()
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

    public sealed record Experiment(string Id, string Name)
    {
        public Dictionary<string, string> Tags { get; } = [];
    }

    public sealed record Run(string Id, string ExperimentId)
    {
        public string Name { get; init; } = "";

        public string Status { get; set; } = "RUNNING";

        public long Start { get; init; }

        public long? End { get; set; }

        public bool IsDeleted { get; set; }

        public Dictionary<string, string> Tags { get; } = [];

        public Dictionary<string, string> Params { get; } = [];

        public HashSet<(string Key, double Value, long Timestamp, long Step)> Metrics { get; } = [];

        public HashSet<string> Inputs { get; } = [];

        public Dictionary<string, byte[]> Artifacts { get; } = [];

        /// <summary>What pages show: of each key the point with the greatest step, then time, then value.</summary>
        public Dictionary<string, (string Key, double Value, long Timestamp, long Step)> Latest =>
            Metrics.GroupBy(point => point.Key).ToDictionary(points => points.Key, points => points.OrderBy(point => (point.Step, point.Timestamp, point.Value)).Last());
    }
}
