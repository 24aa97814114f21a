using System.Diagnostics;
using System.Globalization;
using System.Net;
using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Recording.Tests.Mlflow.Rest;

/// <summary>Requests whose effect happened, while the answer was lost: asking again doubles nothing.</summary>
public sealed class RepetitionTests : IDisposable
{
    private readonly ClientFixture fixture = new();

    private IEnumerable<string> Calls => fixture.Server.Calls;

    [Fact]
    public async Task Finds_the_run_that_was_made_before_the_connection_broke()
    {
        fixture.Server.Script("runs/create", RecordedServer.BreakOff);
        fixture.Server.Answer("runs/search", "runs_search_children");
        var run = await fixture.Client.Runs.CreateAsync(new("1") { Tags = [new("key", "k")], UniqueTag = "key" }, ClientFixture.Cancel);

        Assert.Equal("723e77548ff84e79aa605660178f10ee", run.RunId);
        Assert.Equal(["POST runs/create", "POST runs/search"], Calls);
        Assert.Equal("tags.key = 'k'", (string?)fixture.Server.Requests[1].Json["filter"]);
    }

    [Fact]
    public async Task Takes_the_experiment_that_the_first_attempt_made()
    {
        fixture.Server.Script("experiments/create", RecordedServer.BreakOff, Sends("exp_create_name_of_deleted_ERR"));
        fixture.Server.Answer("experiments/get-by-name", "exp_get_by_name");

        Assert.Equal("1", await fixture.Client.Experiments.CreateAsync("exp", [], null, ClientFixture.Cancel));
    }

    [Fact]
    public async Task Takes_no_experiment_that_someone_else_made()
    {
        fixture.Server.Answer("experiments/create", "exp_create_name_of_deleted_ERR");
        fixture.Server.Answer("experiments/get-by-name", "exp_get_by_name");
        var fault = await Assert.ThrowsAsync<MlflowException>(() => fixture.Client.Experiments.CreateAsync("exp", [], null, ClientFixture.Cancel));

        Assert.Equal("RESOURCE_ALREADY_EXISTS", fault.Code);
    }

    [Fact]
    public async Task Takes_a_second_deletion_that_is_refused_for_the_first_that_succeeded()
    {
        fixture.Server.Script("runs/delete", RecordedServer.BreakOff, Sends("log_metric_deleted_run_ERR"));
        await fixture.Client.Runs.DeleteAsync("run", ClientFixture.Cancel);

        Assert.Equal(2, Calls.Count());
    }

    [Fact]
    public async Task Makes_no_second_version_of_a_model()
    {
        fixture.Server.Script("model-versions/create", RecordedServer.BreakOff);
        fixture.Server.Answer("model-versions/search", "modelversion_search");
        var version = await fixture.Client.Models.CreateVersionAsync(
            new("model-1795248560", "mlflow-artifacts:/1/2f1c1034cc6443c9b519d2e23c76c8ed/artifacts/model", "2f1c1034cc6443c9b519d2e23c76c8ed"), ClientFixture.Cancel);

        Assert.Equal("1", version.Version);
        Assert.Equal(["POST model-versions/create", "GET model-versions/search"], Calls);
    }

    // Recorded as historyM_idem of the file store: it keeps a point twice that is sent twice.
    [Fact]
    public async Task Sends_only_the_points_again_that_are_not_there()
    {
        Assert.Contains("\"idem\"", RecordedAnswer.Of("historyM_idem").Body, StringComparison.Ordinal);
        fixture.Server.Script("runs/log-batch", RecordedServer.BreakOff, Sends("log_batch_1000_metrics"));
        fixture.Server.Answer("metrics/get-history", "historyM_idem");
        MlflowMetric there = new("idem", 1, 1795248562445, 0), missing = new("idem", 1, 1795248562445, 1);
        await fixture.Client.Runs.LogAsync("run", [new("p", "v")], [], [there, missing], ClientFixture.Cancel);

        Assert.Equal(["POST runs/log-batch", "GET metrics/get-history", "POST runs/log-batch"], Calls);
        Assert.Equal(1, (long)Assert.Single(fixture.Server.Requests[2].Json["metrics"]!.AsArray())!["step"]!);
        Assert.Single(fixture.Server.Requests[2].Json["params"]!.AsArray());
    }

    [Fact]
    public async Task Sends_nothing_again_when_all_of_it_is_there()
    {
        fixture.Server.Script("runs/log-batch", RecordedServer.BreakOff);
        fixture.Server.Answer("metrics/get-history", "historyM_idem");
        await fixture.Client.Runs.LogAsync("run", [], [], [new("idem", 1, 1795248562445, 0)], ClientFixture.Cancel);

        Assert.Single(Calls, "POST runs/log-batch");
    }

    // A server that says that it is busy did not begin.
    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task Asks_for_no_history_after_a_refusal(int status)
    {
        fixture.Server.Answer("runs/log-batch", new RecordedAnswer(status, "text/plain", "busy"), RecordedAnswer.Of("log_batch_1000_metrics"));
        await fixture.Client.Runs.LogAsync("run", [], [], [new("idem", 1, 1795248562445, 0)], ClientFixture.Cancel);

        Assert.Equal(["POST runs/log-batch", "POST runs/log-batch"], Calls);
    }

    [Fact]
    public async Task Gets_over_a_burst_of_refusals_and_broken_connections()
    {
        var busy = new RecordedAnswer(429, "text/plain", "slow down");
        fixture.Server.Script("runs/set-tag", Sends(busy), RecordedServer.BreakOff, Sends(new RecordedAnswer(500, "text/html", "<h1>Internal</h1>")), Sends(busy), Sends("set_tag_note"));
        using var client = new MlflowClient(new(fixture.Server.Address), ClientFixture.Options() with { Deadline = TimeSpan.FromSeconds(60) });
        await client.Runs.SetTagAsync("run", new("a", "b"), ClientFixture.Cancel);

        Assert.Equal(5, Calls.Count());
    }

    [Theory]
    [InlineData("3", 3)]
    [InlineData("date", 1)]
    public async Task Waits_as_long_as_a_server_asks_in_seconds_or_until_a_date(string header, double least)
    {
        fixture.Server.Script(
            "runs/set-tag",
            context =>
            {
                // A date has no fractions: 2.x s from now.
                context.Response.AddHeader("Retry-After", header == "date" ? DateTimeOffset.UtcNow.AddSeconds(3).ToString("R", CultureInfo.InvariantCulture) : header);
                RecordedServer.Send(context, new(429, "text/plain", "slow down"));
            },
            Sends("set_tag_note"));
        var watch = Stopwatch.StartNew();
        await fixture.Client.Runs.SetTagAsync("run", new("a", "b"), ClientFixture.Cancel);

        Assert.InRange(watch.Elapsed.TotalSeconds, least - 0.05, 4.9);
        Assert.Equal(2, Calls.Count());
    }

    // The second is what a server says whose clock is behind.
    [Theory]
    [InlineData("0")]
    [InlineData("Sun, 01 Jan 2023 00:00:00 GMT")]
    public async Task Does_not_ask_without_a_pause_when_a_server_names_none(string header)
    {
        fixture.Server.Script(
            "runs/set-tag",
            context =>
            {
                context.Response.AddHeader("Retry-After", header);
                RecordedServer.Send(context, new(429, "text/plain", "slow down"));
            });
        using var client = new MlflowClient(new(fixture.Server.Address), ClientFixture.Options() with { Deadline = TimeSpan.FromSeconds(1) });
        await Assert.ThrowsAsync<MlflowException>(() => client.Runs.SetTagAsync("run", new("a", "b"), ClientFixture.Cancel));

        Assert.InRange(Calls.Count(), 2, 8);
    }

    [Fact]
    public async Task Ends_all_attempts_at_the_deadline()
    {
        fixture.Server.Answer("runs/set-tag", new RecordedAnswer(503, "text/plain", "maintenance"));
        using var client = new MlflowClient(new(fixture.Server.Address), ClientFixture.Options() with { Deadline = TimeSpan.FromSeconds(1) });
        var watch = Stopwatch.StartNew();
        var fault = await Assert.ThrowsAsync<MlflowException>(() => client.Runs.SetTagAsync("run", new("a", "b"), ClientFixture.Cancel));

        Assert.InRange(watch.Elapsed.TotalSeconds, 0.9, 4);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, true), (fault.Status, fault.Outage));
        Assert.InRange(Calls.Count(), 2, 5);
    }

    public void Dispose() => fixture.Dispose();

    private static Action<HttpListenerContext> Sends(string recorded) => Sends(RecordedAnswer.Of(recorded));

    private static Action<HttpListenerContext> Sends(RecordedAnswer answer) => context => RecordedServer.Send(context, answer);
}
