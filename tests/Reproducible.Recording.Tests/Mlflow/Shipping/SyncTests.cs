namespace Reproducible.Recording.Tests.Mlflow.Shipping;

/// <summary>All that the store holds is on the server afterwards, once.</summary>
public sealed class SyncTests : IDisposable
{
    private readonly SyncFixture fixture = new();

    [Fact]
    public async Task Fills_an_empty_server_with_parents_and_their_seeds()
    {
        fixture.Store.Add(SyncFixture.Declared);
        var report = await fixture.SyncAsync();

        Assert.Equal((10, 10, 0, 2), (report.Runs, report.Sent, report.Missing, report.Summaries));
        Assert.All(fixture.Server.Runs, run => Assert.Equal("FINISHED", run.Status));
        foreach (var parent in fixture.Server.ParentsOf("Few.Labels"))
        {
            Assert.Equal([0, 1, 2, 3, 4], fixture.Server.SeedsOf("Few.Labels").Where(run => run.Tags["mlflow.parentRunId"] == parent.Id).Select(SyncFixture.Seed).Order());
        }
    }

    [Fact]
    public async Task Asks_four_times_for_a_run()
    {
        fixture.Store.Add(SyntheticStore.Declared(2));
        await fixture.SyncAsync();
        var asked = fixture.Server.Requests;
        fixture.Store.Add(SyncFixture.Declared);
        await fixture.SyncAsync();

        // Six runs: made, logged, its receipt, ended. Two parents, which are there: begun again, logged, the dataset, five files, ended.
        // The experiment: by its name, its runs in a page, its note.
        Assert.Equal((6 * 4) + (2 * 9) + 3, fixture.Server.Requests - asked);
    }

    [Fact]
    public async Task Sends_nothing_that_is_there()
    {
        fixture.Store.Add(SyncFixture.Declared);
        await fixture.SyncAsync();
        var points = fixture.Server.Runs.Sum(run => run.Metrics.Count);
        var asked = fixture.Server.Requests;
        var report = await fixture.SyncAsync();

        Assert.Equal((10, 0, 0, 0), (report.Runs, report.Sent, report.Missing, report.Summaries));
        Assert.Equal(points, fixture.Server.Runs.Sum(run => run.Metrics.Count));
        // The experiment by its name, and its 12 runs in pages of 7.
        Assert.Equal(3, fixture.Server.Requests - asked);
    }

    [Fact]
    public async Task Finds_runs_again_by_their_tag_when_the_journal_is_lost()
    {
        fixture.Store.Add(SyncFixture.Declared);
        await fixture.SyncAsync();
        Directory.Delete(fixture.Journal, recursive: true);
        var report = await fixture.SyncAsync();

        Assert.Equal((0, 0), (report.Sent, report.Missing));
        Assert.Equal(12, fixture.Server.Runs.Count);
        Assert.Equal(0, fixture.Sink().PendingCount(fixture.ResultOf(SyncFixture.Declared)));
    }

    [Fact]
    public async Task Fills_a_server_that_was_emptied_whatever_the_journal_says()
    {
        fixture.Store.Add(SyncFixture.Declared);
        await fixture.SyncAsync();
        fixture.Server.Runs.Clear();
        fixture.Server.Experiments.Clear();
        var report = await fixture.SyncAsync();

        Assert.Equal((10, 12), (report.Sent, fixture.Server.Runs.Count));
    }

    [Fact]
    public async Task Leaves_deleted_what_somebody_deleted_there()
    {
        fixture.Store.Add(SyncFixture.Declared);
        await fixture.SyncAsync();
        var deleted = fixture.Server.SeedsOf("Few.Labels").First();
        deleted.IsDeleted = true;
        var report = await fixture.SyncAsync();

        Assert.Equal((0, 0), (report.Sent, report.Missing));
        Assert.Single(fixture.Server.Runs, run => run.Tags["reproducible.run_id"] == deleted.Tags["reproducible.run_id"]);
    }

    [Fact]
    public async Task Ships_runs_that_nothing_declares_any_more_under_the_experiment_that_asked_for_them()
    {
        fixture.Store.Add(SyntheticStore.Declared(3, "Gone", new Tune { Note = "old" }));
        var report = await fixture.SyncAsync();

        Assert.Equal((3, 0), (report.Sent, report.Missing));
        Assert.Equal([0, 1, 2], fixture.Server.SeedsOf("Gone").Select(SyncFixture.Seed).Order());
        Assert.All(fixture.Server.SeedsOf("Gone"), run => Assert.Equal(3, run.Metrics.Count(point => point.Key == "val_loss")));
    }

    [Fact]
    public async Task Leaves_out_a_damaged_run_and_says_so()
    {
        fixture.Store.Add(SyncFixture.Declared);
        var victim = fixture.Store.Store.Ids[0];
        File.AppendAllText(Path.Combine(fixture.Store.Store.FolderOf(victim), "receipt.json"), "x");
        var report = await fixture.SyncAsync();

        Assert.Equal((9, 0), (report.Sent, report.Missing));
        Assert.Contains(victim, Assert.Single(report.Unreadable), StringComparison.Ordinal);
    }

    public void Dispose() => fixture.Dispose();
}
