using System.Text.Json;

namespace Reproducible.Recording.Tests.Mlflow;

/// <summary>What is written once, again, later, or changed.</summary>
public sealed class ShippingTests : IDisposable
{
    private readonly SinkFixture fixture = new();

    [Fact]
    public async Task Asks_nothing_for_what_was_shipped()
    {
        var result = Sample.Experiment(fixture.Results.Path);
        Assert.Equal(3, fixture.Sink().PendingCount(result));
        await SinkFixture.WriteAsync(fixture.Sink(), result);
        fixture.Server.Forget();
        await SinkFixture.WriteAsync(fixture.Sink(), result);

        Assert.Empty(fixture.Server.Requests);
        Assert.Equal(0, fixture.Sink().PendingCount(result));
    }

    [Fact]
    public async Task Finds_a_shipped_run_by_its_tag_when_the_journal_is_lost()
    {
        var result = fixture.OneRun();
        await SinkFixture.WriteAsync(fixture.Sink(), result);
        Directory.Delete(fixture.Results["store/.shipped"], recursive: true);
        fixture.Server.Forget();
        fixture.Server.Answer("runs/search", Found("FINISHED", Hash()));
        await SinkFixture.WriteAsync(fixture.Sink(), result);

        Assert.Empty(fixture.Server.Started);
        Assert.DoesNotContain(fixture.Server.Requests, request => request.Call == "runs/log-batch" && request.Body.Contains("val_loss", StringComparison.Ordinal));
        Assert.Equal(0, fixture.Sink().PendingCount(result));
    }

    [Fact]
    public async Task Completes_a_run_that_broke_off_half_way()
    {
        var result = fixture.OneRun();
        fixture.Server.Answer("runs/search", Found("RUNNING", Hash()));
        fixture.Server.Answer("metrics/get-history", "historyM_loss");
        await SinkFixture.WriteAsync(fixture.Sink(), result);

        Assert.Empty(fixture.Server.Started);
        Assert.Contains("POST runs/log-batch", fixture.Server.Calls);
        Assert.Equal("FINISHED", (string)fixture.Server.Requests.First(request => request.Call == "runs/update").Json["status"]!);
    }

    [Fact]
    public async Task Brings_a_run_up_to_date_when_its_receipt_changed()
    {
        await SinkFixture.WriteAsync(fixture.Sink(), fixture.OneRun(error: "the worker was killed"));
        var result = fixture.OneRun();
        Assert.Equal(1, fixture.Sink().PendingCount(result));
        fixture.Server.Forget();
        fixture.Server.Answer("runs/search", Found("FAILED", new('0', 64)));
        fixture.Server.Answer("metrics/get-history", "historyM_loss");
        await SinkFixture.WriteAsync(fixture.Sink(), result);

        Assert.Empty(fixture.Server.Started);
        Assert.Equal(["RUNNING", "FINISHED"], fixture.Server.Requests.Where(request => request.Call == "runs/update").Take(2).Select(request => (string)request.Json["status"]!));
        Assert.Equal("reproducible.error", (string)fixture.Server.Requests.Single(request => request.Call == "runs/delete-tag").Json["key"]!);
    }

    [Fact]
    public async Task Sends_again_only_points_that_are_not_there()
    {
        fixture.Server.Answer("runs/search", Found("FAILED", new('0', 64), "val_f1"));

        // The one recorded point says 0.5 twice at step 0; here it says what epoch 1 says.
        fixture.Server.Answer("metrics/get-history", RecordedAnswer.Of("historyM_loss").With("\"step\": 0", "\"step\": 1").With("\"value\": 0.5", "\"value\": 0.6").With("\"loss\"", "\"val_f1\""));
        await SinkFixture.WriteAsync(fixture.Sink(), fixture.OneRun());

        var sent = fixture.Server.Requests.First(request => request.Call == "runs/log-batch").Json["metrics"]!.AsArray();
        Assert.Equal([2], sent.Where(point => (string)point!["key"]! == "val_f1").Select(point => (long)point!["step"]!));
        Assert.Equal([2, 1], sent.Where(point => (string)point!["key"]! == "val_loss").Select(point => (long)point!["step"]!));
    }

    [Fact]
    public async Task Looks_before_it_starts_a_run_a_second_time()
    {
        // The run is made, but its answer never arrives.
        fixture.Server.Script("runs/create", context => RecordedServer.Send(context, RecordedAnswer.Of("run_create")), RecordedServer.BreakOff);
        fixture.Server.Answer("runs/search", RecordedAnswer.Of("runs_search_unknown_experiment"), Found("RUNNING", ""));
        await SinkFixture.WriteAsync(fixture.Sink(), fixture.OneRun());

        Assert.Single(fixture.Server.Started);
        Assert.Equal("tags.reproducible.run_id = '0000000000000002'", (string)fixture.Server.Requests.Last(request => request.Call == "runs/search").Json["filter"]!);
    }

    [Fact]
    public async Task Goes_on_with_the_other_runs_when_one_is_refused()
    {
        var result = Sample.Experiment(fixture.Results.Path);
        fixture.Server.Answer("runs/log-batch", "log_batch_1000_metrics", "log_batch_param_conflict_ERR", "log_batch_1000_metrics");
        var fault = await Assert.ThrowsAsync<ReproducibleException>(() => SinkFixture.WriteAsync(fixture.Sink(), result));

        Assert.Contains("1 of 3 runs of Few.Labels are not yet shipped", fault.Problem, StringComparison.Ordinal);
        Assert.Contains("Changing param values is not allowed", fault.Problem, StringComparison.Ordinal);
        Assert.Equal(1, fixture.Sink().PendingCount(result));
        fixture.Server.Forget();
        await SinkFixture.WriteAsync(fixture.Sink(), result);

        Assert.Single(fixture.Server.Started);
    }

    [Fact]
    public async Task Ships_to_each_destination_by_itself()
    {
        using var other = new RecordedServer();
        var result = fixture.OneRun();
        await SinkFixture.WriteAsync(fixture.Sink(), result);

        Assert.Equal(1, fixture.Sink(uri: other.Address).PendingCount(result));
    }

    [Fact]
    public async Task Notes_what_was_shipped_beside_the_store()
    {
        await SinkFixture.WriteAsync(fixture.Sink(), fixture.OneRun());

        var note = Assert.Single(fixture.Results.Files("store/.shipped"), file => file.EndsWith("/Single/0000000000000002", StringComparison.Ordinal));
        var entry = JsonDocument.Parse(File.ReadAllText(fixture.Results[$"store/.shipped/{note}"])).RootElement;
        Assert.Equal(Hash(), entry.GetProperty("sha256").GetString());
        Assert.Equal("2f1c1034cc6443c9b519d2e23c76c8ed", entry.GetProperty("run_id").GetString());
    }

    public void Dispose() => fixture.Dispose();

    private string Hash() => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(fixture.Results["store/0000000000000002/receipt.json"])));

    // The recorded answer to a search by tag, with our tags for the one it found.
    private static RecordedAnswer Found(string status, string receipt, string metric = "train_loss") => RecordedAnswer.Of("runs_search_children")
        .With("\"status\": \"RUNNING\"", $"\"status\": \"{status}\"")
        .With("\"data\": {", $$"""
            "data": { "metrics": [{"key": "{{metric}}", "value": 0.75, "timestamp": 1, "step": 1}],
            """)
        .With("\"tags\": [", $$"""
            "tags": [
              {"key": "reproducible.run_id", "value": "0000000000000002"},
              {"key": "reproducible.error", "value": "the worker was killed"},
              {"key": "reproducible.receipt_sha256", "value": "{{receipt}}"},
            """);
}
