using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Recording.Tests.Mlflow.Rest.Real;

public sealed class RealRunTests : IAsyncLifetime
{
    private readonly RealServer server = new();

    private MlflowRuns Runs => server.Client.Runs;

    [Fact]
    public async Task Gives_back_what_a_run_was_made_of()
    {
        var made = await server.RunAsync(tags: [new("reproducible.run_id", "ab'c"), new("ж @", "x")]);
        var run = await Runs.FindAsync(made.RunId, RealServer.Cancel);

        Assert.Equal(("one run", "ada", 1_700_000_000_000, MlflowStatus.Running, (long?)null), (run!.Name, run.User, run.StartTime, run.Status, run.EndTime));
        Assert.Equal(made.RunId, (await Runs.FindByTagAsync(server.ExperimentId, new("reproducible.run_id", "ab'c"), RealServer.Cancel))!.RunId);
        Assert.Null(await Runs.FindByTagAsync(server.ExperimentId, new("reproducible.run_id", "abc"), RealServer.Cancel));
        Assert.Null(await Runs.FindAsync("00000000000000000000000000000000", RealServer.Cancel));
    }

    [Fact]
    public async Task Shows_children_below_their_parent()
    {
        var parent = await server.RunAsync();
        var child = await server.RunAsync(parent.RunId);
        var found = await Runs.ChildrenAsync(server.ExperimentId, parent.RunId, RealServer.Cancel).ToListAsync(RealServer.Cancel);

        Assert.Equal((child.RunId, parent.RunId), (Assert.Single(found).RunId, found[0].ParentRunId));
    }

    // A server ignores a word that it does not know, and answers 200.
    [Theory]
    [InlineData(MlflowStatus.Scheduled)]
    [InlineData(MlflowStatus.Finished)]
    [InlineData(MlflowStatus.Failed)]
    [InlineData(MlflowStatus.Killed)]
    [InlineData(MlflowStatus.Running)]
    public async Task Sets_each_status(MlflowStatus status)
    {
        var run = await server.RunAsync();
        await Runs.UpdateAsync(run.RunId, status, 1_700_000_009_000, "another name", RealServer.Cancel);
        var now = await Runs.FindAsync(run.RunId, RealServer.Cancel);

        Assert.Equal((status, 1_700_000_009_000, "another name"), (now!.Status, now.EndTime, now.Name));
    }

    [Fact]
    public async Task Deletes_says_that_it_is_deleted_and_restores()
    {
        var run = await server.RunAsync();
        await Runs.DeleteAsync(run.RunId, RealServer.Cancel);
        var fault = await Assert.ThrowsAsync<MlflowException>(() => Runs.LogAsync(run.RunId, [new("a", "b")], [], [], RealServer.Cancel));
        Assert.True((await Runs.FindAsync(run.RunId, RealServer.Cancel))!.IsDeleted);
        await Runs.RestoreAsync(run.RunId, RealServer.Cancel);
        await Runs.LogAsync(run.RunId, [new("a", "b")], [], [], RealServer.Cancel);

        Assert.Contains("Restore it", fault.Remedy, StringComparison.Ordinal);
        Assert.Equal("b", (await Runs.FindAsync(run.RunId, RealServer.Cancel))!.Params["a"]);
    }

    [Fact]
    public async Task Sets_and_takes_tags_away()
    {
        var run = await server.RunAsync();
        await Runs.SetTagAsync(run.RunId, new("note", "one"), RealServer.Cancel);
        await Runs.SetTagAsync(run.RunId, new("note", "two"), RealServer.Cancel);
        Assert.Equal("two", (await Runs.FindAsync(run.RunId, RealServer.Cancel))!.Tags["note"]);
        await Runs.DeleteTagAsync(run.RunId, "note", RealServer.Cancel);
        await Runs.DeleteTagAsync(run.RunId, "note", RealServer.Cancel);

        Assert.DoesNotContain("note", (await Runs.FindAsync(run.RunId, RealServer.Cancel))!.Tags.Keys);
    }

    [Fact]
    public async Task Notes_a_dataset_once()
    {
        var run = await server.RunAsync();
        var dataset = new MlflowDataset("digits", new('d', 36), "local", """{"uri":"x"}""", """{"num_rows":9}""", "train");
        await Runs.LogInputsAsync(run.RunId, [dataset], RealServer.Cancel);
        await Runs.LogInputsAsync(run.RunId, [dataset], RealServer.Cancel);

        Assert.Equal(dataset, Assert.Single((await Runs.FindAsync(run.RunId, RealServer.Cancel))!.Inputs));
    }

    [Fact]
    public async Task Gives_a_run_a_start_that_is_not_1970()
    {
        var before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var run = await Runs.CreateAsync(new(server.ExperimentId), RealServer.Cancel);

        Assert.InRange(run.StartTime, before, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
        Assert.NotEmpty(run.Name);
    }

    public ValueTask InitializeAsync() => server.InitializeAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();
}
