using System.Text.Json.Nodes;
using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Recording.Tests.Mlflow.Rest;

/// <summary>What is asked, and how recorded answers are read.</summary>
public sealed class ClientTests : IDisposable
{
    private readonly ClientFixture fixture = new();

    [Fact]
    public async Task Reads_page_after_page_and_says_how_much_it_wants()
    {
        var page = RecordedAnswer.Of("runs_search_children");
        fixture.Server.Answer("runs/search", page.With("\n  ]\n}", "\n  ],\n  \"next_page_token\": \"abc\"\n}"), page);
        var runs = await fixture.Client.Runs.ChildrenAsync("1", "2f1c", ClientFixture.Cancel).ToListAsync(ClientFixture.Cancel);

        Assert.Equal(2, runs.Count);
        Assert.Equal(["", "abc"], fixture.Server.Requests.Select(request => (string?)request.Json["page_token"]));
        Assert.All(fixture.Server.Requests, request => Assert.Equal((100, "ACTIVE_ONLY", "tags.mlflow.parentRunId = '2f1c'"), ((int)request.Json["max_results"]!, (string?)request.Json["run_view_type"], (string?)request.Json["filter"])));
    }

    // Asked without max_results, 3.4 to 3.13 answer nothing and a page that never ends; recorded as history_acc.
    [Fact]
    public async Task Ends_where_pages_do_not_move_on()
    {
        fixture.Server.Answer("metrics/get-history", "history_acc");

        Assert.Empty(await fixture.Client.Runs.HistoryAsync("run", "acc", ClientFixture.Cancel).ToListAsync(ClientFixture.Cancel));
        Assert.All(fixture.Server.Requests, request => Assert.Contains("max_results=25000", request.Url, StringComparison.Ordinal));
        Assert.Equal(2, fixture.Server.Requests.Count);
    }

    // Taken for an empty list, it would let a run be made a second time.
    [Theory]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task Takes_no_other_answer_for_an_empty_list(string body)
    {
        fixture.Server.Answer("runs/search", new RecordedAnswer(200, "application/json", body));
        var fault = await Assert.ThrowsAsync<MlflowException>(() => fixture.Client.Runs.FindByTagAsync("1", new("key", "k"), ClientFixture.Cancel));

        Assert.Contains("its answer is no page of a list", fault.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wants_so_many_experiments_and_reads_their_tags()
    {
        fixture.Server.Answer("experiments/search", "exp_search");
        var found = await fixture.Client.Experiments.SearchAsync("", LifecycleView.All, ClientFixture.Cancel).ToListAsync(ClientFixture.Cancel);

        Assert.Contains(found, experiment => experiment.Name == "exp-1795248560" && experiment.Tags["team"] == "x" && experiment.ArtifactLocation == "mlflow-artifacts:/1");
        Assert.Equal((1000, "ALL"), ((int)fixture.Server.Requests[0].Json["max_results"]!, (string?)fixture.Server.Requests[0].Json["view_type"]));
    }

    [Fact]
    public async Task Reads_a_run()
    {
        fixture.Server.Answer("runs/get", "run_get");
        var run = await fixture.Client.Runs.FindAsync("2f1c1034cc6443c9b519d2e23c76c8ed", ClientFixture.Cancel);
        var info = JsonNode.Parse(RecordedAnswer.Of("run_get").Body)!["run"]!["info"]!;

        Assert.Equal(("first", "alice", MlflowStatus.Running, (long)info["start_time"]!, null, false), (run!.Name, run.User, run.Status, run.StartTime, run.EndTime, run.IsDeleted));
        Assert.Equal("TransferLab.dll", run.Tags["mlflow.source.name"]);
        Assert.Null(run.ParentRunId);
    }

    [Fact]
    public async Task Begins_a_run_now_and_below_its_parent()
    {
        var before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        await fixture.Client.Runs.CreateAsync(new("1") { ParentRunId = "2f1c" }, ClientFixture.Cancel);
        var body = fixture.Server.Requests[0].Json;

        Assert.InRange((long)body["start_time"]!, before, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        Assert.Equal("""[{"key":"mlflow.parentRunId","value":"2f1c"}]""", body["tags"]!.ToJsonString());
    }

    [Fact]
    public async Task Refuses_two_names_of_a_run() => await Assert.ThrowsAsync<ArgumentException>(
        () => fixture.Client.Runs.CreateAsync(new("1") { Name = "one", Tags = [new("mlflow.runName", "two")] }, ClientFixture.Cancel));

    [Fact]
    public async Task Reads_a_folder_of_artifacts_and_an_empty_files_length()
    {
        fixture.Server.Answer("artifacts", "artifact_list_proxied");

        Assert.Equal(
            [new("x/conf.json", false, 7), new("x/dir", true, 0), new("x/empty.bin", false, 0), new("x/имя с пробелом.txt", false, 1)],
            await fixture.Client.Artifacts.ListAsync("mlflow-artifacts:/1/2f1c/artifacts", "x", ClientFixture.Cancel));
        Assert.Equal("/api/2.0/mlflow-artifacts/artifacts?path=1%2F2f1c%2Fartifacts%2Fx", fixture.Server.Requests[0].Url);
    }

    // 3.x answers 404, 2.x answers 500, which elsewhere is worth asking again.
    [Theory]
    [InlineData("3.11.2.dev0-sqlite", 404)]
    [InlineData("2.22.1.dev0-sqlite", 500)]
    public async Task Knows_a_missing_artifact_from_a_failure(string file, int status)
    {
        Assert.Equal(status, RecordedAnswer.Of("artifact_get_unknown_ERR", file).Status);
        fixture.Server.Answer("artifacts", RecordedAnswer.Of("artifact_get_unknown_ERR", file));
        var fault = await Assert.ThrowsAsync<MlflowException>(() => fixture.Client.Artifacts.ReadAsync("mlflow-artifacts:/1/2f1c/artifacts", "no.txt", (_, _) => Task.FromResult(0), ClientFixture.Cancel));

        Assert.Equal(("RESOURCE_DOES_NOT_EXIST", "there is no artifact 'no.txt'."), (fault.Code, fault.Problem));
        Assert.Single(fixture.Server.Requests);
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("a//b")]
    [InlineData("/etc/passwd")]
    [InlineData("a/..")]
    [InlineData("a#b")]
    [InlineData("a%20b")]
    [InlineData("")]
    public async Task Sends_no_path_that_leads_elsewhere(string path)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => fixture.Client.Artifacts.WriteAsync("mlflow-artifacts:/1/2f1c/artifacts", MlflowArtifact.Text(path, "x"), ClientFixture.Cancel));

        Assert.Empty(fixture.Server.Requests);
    }

    // What a server would cut with a 200 is refused here.
    [Theory]
    [InlineData(6001, 1)]
    [InlineData(1, 8001)]
    public async Task Sends_nothing_that_a_server_would_cut(int param, int tag)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => fixture.Client.Runs.LogAsync("run", [new("p", new('x', param))], [new("t", new('x', tag))], [], ClientFixture.Cancel));

        Assert.Empty(fixture.Server.Requests);
    }

    [Fact]
    public async Task Sends_a_parameter_once_that_is_given_twice_and_refuses_two_values()
    {
        await fixture.Client.Runs.LogAsync("run", [new("p", "1"), new("p", "1")], [], [], ClientFixture.Cancel);
        var fault = await Assert.ThrowsAsync<ArgumentException>(() => fixture.Client.Runs.LogAsync("run", [new("p", "1"), new("p", "2")], [], [], ClientFixture.Cancel));

        Assert.Single(Assert.Single(fixture.Server.Requests).Json["params"]!.AsArray());
        Assert.Contains("as '1' and as '2'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_how_to_log_to_a_deleted_run()
    {
        fixture.Server.Answer("runs/log-batch", "log_metric_deleted_run_ERR");
        var fault = await Assert.ThrowsAsync<MlflowException>(() => fixture.Client.Runs.LogAsync("run", [], [new("t", "v")], [], ClientFixture.Cancel));

        Assert.Contains("'active' state", fault.Problem, StringComparison.Ordinal);
        Assert.Contains("Restore it", fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_the_version_which_is_no_JSON()
    {
        fixture.Server.Answer("/version", "version");

        Assert.Equal("3.11.2.dev0", await fixture.Client.VersionAsync(ClientFixture.Cancel));
    }

    public void Dispose() => fixture.Dispose();
}
