using System.Text.Json.Nodes;
using Reproducible.Keys;
using Reproducible.Runs;

namespace Reproducible.Recording.Tests.Mlflow;

public sealed class MlflowSinkTests : IDisposable
{
    private readonly SinkFixture fixture = new();

    [Fact]
    public async Task Sends_a_run_in_four_requests_whatever_the_number_of_its_numbers()
    {
        await SinkFixture.WriteAsync(fixture.Sink(), fixture.OneRun(epochs: 50));

        Assert.Equal(
            [
                "GET experiments/get-by-name", "POST experiments/create", "GET experiments/get-by-name", "POST runs/search",
                // The parent, which the run names.
                "POST runs/create",
                "POST runs/create", "POST runs/log-batch", "PUT artifacts", "POST runs/update",
                // What its seeds say together, their dataset, a picture and three tables; then the experiment's note, and which pages suit it.
                "POST runs/log-batch", "POST runs/log-inputs", "PUT artifacts", "PUT artifacts", "PUT artifacts", "PUT artifacts", "POST runs/update",
                "POST experiments/set-experiment-tag", "POST experiments/set-experiment-tag",
            ],
            fixture.Server.Calls);
        Assert.All(fixture.Server.Requests.Where(request => request.Method == "POST"), request => Assert.Equal("application/json", request.ContentType));
    }

    [Fact]
    public async Task Says_who_the_run_is_and_when_it_was()
    {
        await SinkFixture.WriteAsync(fixture.Sink(), fixture.OneRun());

        var create = Body("runs/create");
        Assert.Equal("Tune seed 3", (string)create["run_name"]!);
        Assert.Equal("ada", (string)create["user_id"]!);
        Assert.Equal(Sample.Start.ToUnixTimeMilliseconds(), (long)create["start_time"]!);
        Assert.Contains(("reproducible.run_id", "0000000000000002"), Entries(create["tags"]));
        Assert.Contains(("mlflow.parentRunId", "2f1c1034cc6443c9b519d2e23c76c8ed"), Entries(create["tags"]));
        var update = Body("runs/update");
        Assert.Equal("FINISHED", (string)update["status"]!);
        Assert.Equal(Sample.Start.ToUnixTimeMilliseconds() + 4000, (long)update["end_time"]!);
    }

    [Fact]
    public async Task Sends_the_settings_as_parameters_and_what_proves_the_run_as_tags()
    {
        var result = fixture.OneRun();
        await SinkFixture.WriteAsync(fixture.Sink(), result);

        var batch = Body("runs/log-batch");
        Assert.Equal(result.Runs[0].Spec.Settings, Entries(batch["params"]));
        Assert.Equal(
            [
                ("mlflow.runName", "Tune seed 3"), ("mlflow.user", "ada"), ("mlflow.source.name", "dotnet cake --target=Single"), ("mlflow.source.type", "LOCAL"),
                ("mlflow.source.git.commit", new string('d', 40)), ("mlflow.source.git.dirty", "false"),
                ("reproducible.store", File.ReadAllText(fixture.Results["store/.shipped/store-name"])),
                ("mlflow.parentRunId", "2f1c1034cc6443c9b519d2e23c76c8ed"), ("reproducible.kind", "run"), ("reproducible.run_id", "0000000000000002"), ("reproducible.receipt_sha256", Hash(fixture.Results["store/0000000000000002/receipt.json"])),
                ("reproducible.weights_sha256", new string('e', 64)), ("reproducible.source_id", "5050505050505050"),
                ("reproducible.key", $"data={new string('b', 64)} engine={new string('9', 64)} settings={new string('a', 64)} source={new string('f', 64)}"),
            ],
            Entries(Body("runs/create")["tags"]));
    }

    [Fact]
    public async Task Says_with_the_parent_what_all_seeds_have_in_common()
    {
        await SinkFixture.WriteAsync(fixture.Sink(), fixture.OneRun());

        var shared = Entries(fixture.Server.Requests.First(request => request.Call == "runs/create").Json["tags"]).Where(tag => tag.Item1.StartsWith("reproducible.", StringComparison.Ordinal));
        Assert.Equal(
            [
                ("reproducible.store", File.ReadAllText(fixture.Results["store/.shipped/store-name"])), ("reproducible.kind", "summary"),
                ("reproducible.key.data", new string('b', 64)), ("reproducible.key.engine", new string('9', 64)), ("reproducible.key.source", new string('f', 64)),
                ("reproducible.engine.libtorch", "1.13.1"),
                ("reproducible.examples.test", "100"), ("reproducible.examples.train", "20"), ("reproducible.examples.validation", "40"),
            ],
            shared.Where(tag => tag.Item1 != "reproducible.run_id"));
    }

    [Fact]
    public async Task Sends_test_accuracy_first_a_point_for_each_epoch_newest_first_and_at_step_0_what_is_measured_once()
    {
        await SinkFixture.WriteAsync(fixture.Sink(), fixture.OneRun());

        var end = Sample.Start.ToUnixTimeMilliseconds() + 4000;
        var points = Body("runs/log-batch")["metrics"]!.AsArray().Select(point => ((string)point!["key"]!, (double)point["value"]!, (long)point["step"]!, (long)point["timestamp"]! - end));
        Assert.Equal(
            [
                ("test_accuracy", 0.9, 0, 0), ("test_precision", 0.5, 0, 0), ("test_recall", 0.75, 0, 0), ("test_f1", 0.6, 0, 0), ("test_loss", 0.25, 0, 0),
                ("train_loss", 0.75, 2, 0), ("train_loss", 0.75, 1, -1250), ("train_accuracy", 0.5, 2, 0), ("train_accuracy", 0.5, 1, -1250), ("val_loss", 0.75, 2, 0), ("val_loss", 0.75, 1, -1250),
                ("val_accuracy", 0.625, 2, 0), ("val_accuracy", 0.625, 1, -1250), ("val_f1", 0.6, 2, 0), ("val_f1", 0.6, 1, -1250), ("learning_rate", 0.05, 2, 0), ("learning_rate", 0.1, 1, -1250),
                ("train_seconds", 2.5, 0, 0),
            ],
            points);
    }

    [Fact]
    public async Task Names_the_dataset_as_an_input_with_a_digest_that_fits()
    {
        await SinkFixture.WriteAsync(fixture.Sink(), fixture.OneRun());

        var input = Assert.Single(Body("runs/log-inputs")["datasets"]!.AsArray())!;
        Assert.Equal(("mlflow.data.context", "train"), Assert.Single(Entries(input["tags"])));
        Assert.Equal("Garments(LabelsPerClass=10, ValidationPerClass=100)", (string)input["dataset"]!["name"]!);
        Assert.Equal(32, ((string)input["dataset"]!["digest"]!).Length);
        Assert.Equal("local", (string)input["dataset"]!["source_type"]!);
        Assert.Contains(new string('c', 64), (string)input["dataset"]!["source"]!, StringComparison.Ordinal);
        Assert.Contains("\"train\":20", (string)input["dataset"]!["profile"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Uploads_the_receipt_as_it_is_and_picture_and_tables_with_the_parent()
    {
        await SinkFixture.WriteAsync(fixture.Sink(), fixture.OneRun());

        var uploads = fixture.Server.Requests.Where(request => request.Method == "PUT").ToList();
        const string Artifacts = "/api/2.0/mlflow-artifacts/artifacts/1/2f1c1034cc6443c9b519d2e23c76c8ed/artifacts/";
        Assert.Equal([$"{Artifacts}receipt.json", $"{Artifacts}summary.svg", $"{Artifacts}summary.csv", $"{Artifacts}seeds.csv", $"{Artifacts}epochs.csv"], uploads.Select(upload => upload.Url));
        Assert.Equal(File.ReadAllText(fixture.Results["store/0000000000000002/receipt.json"]), uploads[0].Body);
        Assert.StartsWith("<svg ", uploads[1].Body, StringComparison.Ordinal);
        Assert.StartsWith("id,seed,status,", uploads[3].Body, StringComparison.Ordinal);
        Assert.Contains("get-artifact?path=summary.svg&run_uuid=2f1c1034cc6443c9b519d2e23c76c8ed)", (string)Body("experiments/set-experiment-tag")["value"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Uploads_weights_only_when_asked()
    {
        var result = fixture.OneRun();
        File.WriteAllText(fixture.Results["store/0000000000000002/weights.safetensors"], "weights");
        await SinkFixture.WriteAsync(fixture.Sink(SinkFixture.Options with { Weights = true }), result);

        Assert.Contains(fixture.Server.Requests, request => request.Method == "PUT" && request.Url.EndsWith("/weights.safetensors", StringComparison.Ordinal) && request.Body == "weights");
    }

    [Fact]
    public async Task Marks_a_failed_run_as_failed_with_its_reason()
    {
        await SinkFixture.WriteAsync(fixture.Sink(), fixture.OneRun(error: "the loss was not finite"));

        Assert.Equal("FAILED", (string)Body("runs/update")["status"]!);
        var tags = Entries(Body("runs/create")["tags"]);
        Assert.Contains(("reproducible.error", "the loss was not finite"), tags);
        Assert.Contains(("reproducible.failed_step", "7"), tags);
        Assert.DoesNotContain(Body("runs/log-batch")["metrics"]!.AsArray(), point => ((string)point!["key"]!).StartsWith("test_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Says_nothing_of_a_commit_that_is_not_known()
    {
        var run = Sample.Run(new Tune(), 3, "0000000000000002");
        run = run with { Receipt = run.Receipt with { Environment = new Dictionary<string, string> { ["commit"] = "unknown", ["dirty"] = "unknown" } } };
        await SinkFixture.WriteAsync(fixture.Sink(), Sample.OneRun(run));

        Assert.DoesNotContain(Entries(Body("runs/create")["tags"]), tag => tag.Item1.StartsWith("mlflow.source.git", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Keeps_the_seed_of_a_name_that_is_too_long()
    {
        RunRecord[] runs = [Sample.Run(new Tune { Note = new('x', 300) }, 3, "0000000000000002"), Sample.Run(new Tune { Note = new('y', 300) }, 3, "0000000000000004")];
        await SinkFixture.WriteAsync(fixture.Sink(), new("Two", "Two.", runs, []));

        var name = (string)Body("runs/create")["run_name"]!;
        Assert.Equal(250, name.Length);
        Assert.EndsWith("xxx… seed 3", name, StringComparison.Ordinal);
        Assert.Contains(("strategy.note", new string('x', 300)), Entries(Body("runs/log-batch")["params"]));
    }

    [Fact]
    public async Task Names_dataset_and_backbone_where_there_are_several()
    {
        var run = Sample.Run(new Tune(), 3, "0000000000000002");
        var spec = run.Spec with { Dataset = new Garments { LabelsPerClass = 5 }, Backbone = new TinyNet(8) };
        var key = new Dictionary<string, KeyPart>(run.Receipt.Key) { [KeyParts.Settings] = KeyPart.Of(spec.Settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value))) };
        var other = run with { Spec = spec, Receipt = run.Receipt with { Id = "0000000000000004", Key = key, Examples = new Dictionary<string, int> { ["train"] = 10 } } };
        await SinkFixture.WriteAsync(fixture.Sink(), new("Several", "Two.", [run, other], []));

        Assert.Equal(
            ["Tune 20 labels TinyNet(Width=4) seed 3", "Tune 10 labels TinyNet(Width=8) seed 3"],
            fixture.Server.Started.Select(request => (string)request.Json["run_name"]!));
    }

    [Fact]
    public async Task Writes_the_summary_into_the_experiments_note()
    {
        await SinkFixture.WriteAsync(fixture.Sink(), Sample.Experiment(fixture.Results.Path));

        Assert.Equal(
            "Does tuning help?\n\n"
            + "**Gain: Tune changes test accuracy by +10.00 points against from-scratch (95 % interval +5.00 to +15.00, 2 pairs).**\n\n"
            + "![Test accuracy of Few.Labels by strategy](get-artifact?path=summary.svg&run_uuid=2f1c1034cc6443c9b519d2e23c76c8ed)\n\n"
            + "| strategy | n | test accuracy, % | gain, points | verdict |\n"
            + "| --- | ---: | ---: | ---: | --- |\n"
            + "| FromScratch | 1 | 80.00 |  |  |\n"
            + "| Tune | 1 | 90.00 | +10.00 ± 5.00 | gain |\n\n"
            + "Each line is a parent run; its seeds are its children. Intervals are 95 %, Student's t; a gain is over from-scratch, paired by seed. "
            + "The table with all digits is `summary.csv`, an artifact of run `FromScratch`.",
            (string)Body("experiments/set-experiment-tag")["value"]!);
    }

    public void Dispose() => fixture.Dispose();

    // Of the run; what its parent says comes later.
    private JsonNode Body(string call) => (call == "runs/create" ? fixture.Server.Started : fixture.Server.Requests).First(request => request.Call == call).Json;

    private static IEnumerable<(string, string)> Entries(JsonNode? array) => array!.AsArray().Select(entry => ((string)entry!["key"]!, (string)entry["value"]!));

    private static string Hash(string file) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)));
}
