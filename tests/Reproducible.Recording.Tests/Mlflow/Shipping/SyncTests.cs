using System.Globalization;
using Reproducible.Recording.Mlflow;
using Reproducible.Runs;
using Reproducible.Strategies;

namespace Reproducible.Recording.Tests.Mlflow.Shipping;

/// <summary>All that the store holds is on the server afterwards, once, whatever happened on the way.</summary>
public sealed class SyncTests : IDisposable
{
    private static readonly NamedExperiment Declared = SyntheticStore.Declared();

    private readonly MemoryServer server = new();
    private readonly TempFolder folder = new();
    private readonly SyntheticStore store;

    public SyncTests() => store = new(folder.Path);

    [Fact]
    public async Task Fills_an_empty_server_with_parents_and_their_seeds()
    {
        store.Add(Declared);
        var report = await SyncAsync();

        Assert.Equal((10, 10, 0, 2), (report.Runs, report.Sent, report.Missing, report.Summaries));
        Assert.All(server.Runs, run => Assert.Equal("FINISHED", run.Status));
        foreach (var parent in server.ParentsOf("Few.Labels"))
        {
            Assert.Equal([0, 1, 2, 3, 4], server.SeedsOf("Few.Labels").Where(run => run.Tags["mlflow.parentRunId"] == parent.Id).Select(Seed).Order());
        }
    }

    [Fact]
    public async Task Sends_nothing_that_is_there()
    {
        store.Add(Declared);
        await SyncAsync();
        var points = server.Runs.Sum(run => run.Metrics.Count);
        var asked = server.Requests;
        var report = await SyncAsync();

        Assert.Equal((10, 0, 0, 0), (report.Runs, report.Sent, report.Missing, report.Summaries));
        Assert.Equal(points, server.Runs.Sum(run => run.Metrics.Count));
        // The experiment by its name, and its 12 runs in pages of 7.
        Assert.Equal(3, server.Requests - asked);
    }

    [Fact]
    public async Task Finds_runs_again_by_their_tag_when_the_journal_is_lost()
    {
        store.Add(Declared);
        await SyncAsync();
        Directory.Delete(folder["store/.shipped"], recursive: true);
        var report = await SyncAsync();

        Assert.Equal((0, 0), (report.Sent, report.Missing));
        Assert.Equal(12, server.Runs.Count);
        Assert.Equal(0, Sink().PendingCount(ResultOf(Declared)));
    }

    [Fact]
    public async Task Fills_a_server_that_was_emptied_whatever_the_journal_says()
    {
        store.Add(Declared);
        await SyncAsync();
        server.Runs.Clear();
        server.Experiments.Clear();
        var report = await SyncAsync();

        Assert.Equal((10, 12), (report.Sent, server.Runs.Count));
    }

    [Fact]
    public async Task Leaves_deleted_what_somebody_deleted_there()
    {
        store.Add(Declared);
        await SyncAsync();
        var deleted = server.SeedsOf("Few.Labels").First();
        deleted.IsDeleted = true;
        var report = await SyncAsync();

        Assert.Equal((0, 0), (report.Sent, report.Missing));
        Assert.Single(server.Runs, run => run.Tags["reproducible.run_id"] == deleted.Tags["reproducible.run_id"]);
    }

    [Fact]
    public async Task Can_be_killed_after_any_request_and_repeated_without_doubles()
    {
        store.Add(SyntheticStore.Declared(2));
        for (var last = 3; last < 60; last += 4)
        {
            server.Runs.Clear();
            server.Experiments.Clear();
            Directory.Delete(Directory.CreateDirectory(folder["store/.shipped"]).FullName, recursive: true);
            using var kill = new CancellationTokenSource();
            var first = server.Requests;
            server.Asked = number => KillAt(number - first, last, kill);
            try
            {
                using var dying = Sink();
                await dying.SyncAsync([Declared], null, _ => { }, kill.Token);
            }
            catch (OperationCanceledException)
            {
            }

            server.Asked = null;
            var report = await SyncAsync();

            Assert.Equal(0, report.Missing);
            Assert.Equal(6, server.Runs.Count);
            Assert.Equal(6, server.Runs.Select(run => run.Tags["reproducible.run_id"]).Distinct().Count());
            Assert.All(server.Runs, run => Assert.Equal("FINISHED", run.Status));
            // Of three epochs, each once: 6 metrics; of the test 5, and the training's seconds; of the system 2 and 1.
            Assert.All(server.SeedsOf("Few.Labels"), run => Assert.Equal((3 * 6) + 5 + 1 + 3, run.Metrics.Count));
        }

        static void KillAt(int number, int last, CancellationTokenSource kill)
        {
            if (number >= last)
            {
                kill.Cancel();
            }
        }
    }

    [Fact]
    public async Task Ends_what_a_dead_process_began_and_the_store_does_not_hold()
    {
        store.Add(Declared);
        await SyncAsync();
        var mine = File.ReadAllText(folder["store/.shipped/store-name"]);
        server.Runs.Add(Begun("dead", mine));
        server.Runs.Add(Begun("others", "another store"));
        var report = await SyncAsync();

        Assert.Equal(1, report.Ended);
        Assert.Equal("KILLED", server.Runs.Single(run => run.Id == "dead").Status);
        Assert.NotNull(server.Runs.Single(run => run.Id == "dead").End);
        Assert.Equal("RUNNING", server.Runs.Single(run => run.Id == "others").Status);
    }

    [Fact]
    public async Task Finishes_a_run_that_was_killed_half_way_and_that_the_store_holds()
    {
        store.Add(Declared);
        await SyncAsync();
        var half = server.SeedsOf("Few.Labels").First();
        half.Status = "RUNNING";
        half.Metrics.RemoveWhere(point => point.Step > 1);
        half.Artifacts.Clear();
        var report = await SyncAsync();

        Assert.Equal((1, 0), (report.Sent, report.Ended));
        Assert.Equal("FINISHED", half.Status);
        Assert.Equal((3 * 6) + 5 + 1 + 3, half.Metrics.Count);
        Assert.Contains("receipt.json", half.Artifacts.Keys);
    }

    [Fact]
    public async Task Brings_parents_up_to_date_when_seeds_are_added()
    {
        store.Add(SyntheticStore.Declared(2));
        await SyncAsync();
        var parent = server.ParentsOf("Few.Labels").Single(run => run.Name == "Tune");
        Assert.Equal(2, parent.Latest["n"].Value);
        store.Add(Declared);
        await SyncAsync();

        Assert.Equal(2, server.ParentsOf("Few.Labels").Count());
        Assert.Equal(5, parent.Latest["n"].Value);
        // 0.81, 0.81, 0.83, 0.83, 0.85 against 0.70 to 0.74.
        Assert.Equal(0.826, parent.Latest["test_accuracy_mean"].Value, 12);
        Assert.Equal(0.106, parent.Latest["gain_mean"].Value, 12);
        Assert.Equal(5, parent.Latest["gain_n"].Value);
        Assert.Equal("gain", parent.Tags["reproducible.verdict"]);
    }

    [Fact]
    public async Task A_call_with_fewer_seeds_does_not_make_the_summary_poorer()
    {
        store.Add(Declared);
        await SyncAsync();
        using var sink = Sink();
        await sink.WriteAsync(ResultOf(SyntheticStore.Declared(2)), TestContext.Current.CancellationToken);

        Assert.Equal(5, server.ParentsOf("Few.Labels").Single(run => run.Name == "Tune").Latest["n"].Value);
    }

    [Fact]
    public async Task Never_averages_over_versions_of_the_code()
    {
        store.Add(Declared, code: "1");
        store.Add(Declared, code: "2");
        await SyncAsync();

        Assert.Equal([5.0, 5, 5, 5], server.ParentsOf("Few.Labels").Select(run => run.Latest["n"].Value));
        // Each is compared with from-scratch runs of its own version.
        Assert.Equal([0.106, 0.106], server.ParentsOf("Few.Labels").Where(run => run.Name == "Tune").Select(run => Math.Round(run.Latest["gain_mean"].Value, 12)));
        Assert.EndsWith("2 parent runs of other code, recipes or versions are not in the table.", server.Experiments.Single().Tags["mlflow.note.content"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ships_runs_that_nothing_declares_any_more_under_the_experiment_that_asked_for_them()
    {
        store.Add(SyntheticStore.Declared(3, "Gone", new Tune { Note = "old" }));
        var report = await SyncAsync();

        Assert.Equal((3, 0), (report.Sent, report.Missing));
        Assert.Equal([0, 1, 2], server.SeedsOf("Gone").Select(Seed).Order());
        Assert.All(server.SeedsOf("Gone"), run => Assert.Equal(3, run.Metrics.Count(point => point.Key == "val_loss")));
    }

    [Fact]
    public async Task Leaves_out_a_damaged_run_and_says_so()
    {
        store.Add(Declared);
        var victim = store.Store.Ids[0];
        File.AppendAllText(Path.Combine(store.Store.FolderOf(victim), "receipt.json"), "x");
        var report = await SyncAsync();

        Assert.Equal((9, 0), (report.Sent, report.Missing));
        Assert.Contains(victim, Assert.Single(report.Unreadable), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_what_is_missing_when_the_server_is_away()
    {
        store.Add(Declared);
        using var sink = MlflowSink.For($"http://ada:secret@127.0.0.1:{RecordedServer.FreePort()}", folder.Path, folder.Path, SinkFixture.Options);
        var report = await sink.SyncAsync([Declared], null, _ => { }, TestContext.Current.CancellationToken);

        Assert.Equal((0, 10), (report.Sent, report.Missing));
        var problem = Assert.Single(report.Problems);
        Assert.Contains("Connection refused", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Loses_and_doubles_nothing_in_a_network_of_429_500_and_lost_answers()
    {
        using var proxy = new TroubledProxy(server.Address);
        store.Add(Declared);
        SyncReport report;
        var calls = 0;
        do
        {
            using var sink = Sink(proxy.Address);
            report = await sink.SyncAsync([Declared], null, _ => { }, TestContext.Current.CancellationToken);
            calls++;
        }
        while (report.Missing > 0 && calls < 5);

        Assert.True(proxy.Troubled > 10);
        Assert.Equal(0, report.Missing);
        Assert.Equal(12, server.Runs.Count);
        Assert.All(server.SeedsOf("Few.Labels"), run => Assert.Equal((3 * 6) + 5 + 1 + 3, run.Metrics.Count));
    }

    [Fact]
    public async Task Two_processes_at_once_write_each_run_once()
    {
        store.Add(Declared);
        using MlflowSink one = Sink(), other = Sink();
        await Task.WhenAll(
            one.SyncAsync([Declared], null, _ => { }, TestContext.Current.CancellationToken),
            other.WriteAsync(ResultOf(Declared), TestContext.Current.CancellationToken),
            other.SyncAsync([Declared], null, _ => { }, TestContext.Current.CancellationToken));

        Assert.Equal(12, server.Runs.Count);
    }

    public void Dispose()
    {
        server.Dispose();
        folder.Dispose();
    }

    private static int Seed(MemoryServer.Run run) => int.Parse(run.Params["seed"], CultureInfo.InvariantCulture);

    private static MemoryServer.Run Begun(string id, string store) => new(id, "1")
    {
        Tags = { ["reproducible.run_id"] = $"of {id}", ["reproducible.store"] = store, ["reproducible.kind"] = "run" },
    };

    private MlflowSink Sink(string? address = null) =>
        MlflowSink.For(address ?? server.Address, folder.Path, folder.Path, SinkFixture.Options with { Parallelism = 4, Deadline = TimeSpan.FromSeconds(10) });

    private async Task<SyncReport> SyncAsync()
    {
        using var sink = Sink();

        return await sink.SyncAsync([Declared], null, _ => { }, TestContext.Current.CancellationToken);
    }

    private ExperimentResult ResultOf(NamedExperiment named)
    {
        var runs = named.Experiment.Runs.Select(spec => store.Add(spec, named.Name)).ToList();

        return new(named.Name, named.Description, runs, Statistics.Summary.Of(runs, [.. runs.Where(run => run.Spec.Strategy is FromScratch)]));
    }
}
