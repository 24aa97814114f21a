using Reproducible.Recording.Mlflow;

namespace Reproducible.Recording.Tests.Mlflow.Shipping;

/// <summary>Nothing is lost or doubled by calls that are killed, servers that are away or troubled, and two processes at once.</summary>
public sealed class SyncTroubleTests : IDisposable
{
    private readonly SyncFixture fixture = new();

    [Fact]
    public async Task Can_be_killed_after_any_request_and_repeated_without_doubles()
    {
        fixture.Store.Add(SyntheticStore.Declared(2));
        for (var last = 3; last < 60; last += 4)
        {
            fixture.Server.Runs.Clear();
            fixture.Server.Experiments.Clear();
            Directory.Delete(Directory.CreateDirectory(fixture.Journal).FullName, recursive: true);
            using var kill = new CancellationTokenSource();
            var first = fixture.Server.Requests;
            fixture.Server.Asked = number => KillAt(number - first, last, kill);
            try
            {
                using var dying = fixture.Sink();
                await dying.SyncAsync([SyncFixture.Declared], null, _ => { }, kill.Token);
            }
            catch (OperationCanceledException)
            {
            }

            fixture.Server.Asked = null;
            var report = await fixture.SyncAsync();

            Assert.Equal(0, report.Missing);
            Assert.Equal(6, fixture.Server.Runs.Count);
            Assert.Equal(6, fixture.Server.Runs.Select(run => run.Tags["reproducible.run_id"]).Distinct().Count());
            Assert.All(fixture.Server.Runs, run => Assert.Equal("FINISHED", run.Status));
            // Of three epochs, each once: 6 metrics; of the test 5, and the training's seconds; of the system 2 and 1.
            Assert.All(fixture.Server.SeedsOf("Few.Labels"), run => Assert.Equal((3 * 6) + 5 + 1 + 3, run.Metrics.Count));
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
        fixture.Store.Add(SyncFixture.Declared);
        await fixture.SyncAsync();
        var mine = File.ReadAllText(Path.Combine(fixture.Journal, "store-name"));
        fixture.Server.Runs.Add(Begun("dead", mine));
        fixture.Server.Runs.Add(Begun("others", "another store"));
        var report = await fixture.SyncAsync();

        Assert.Equal(1, report.Ended);
        Assert.Equal("KILLED", fixture.Server.Runs.Single(run => run.Id == "dead").Status);
        Assert.NotNull(fixture.Server.Runs.Single(run => run.Id == "dead").End);
        Assert.Equal("RUNNING", fixture.Server.Runs.Single(run => run.Id == "others").Status);
    }

    [Fact]
    public async Task Finishes_a_run_that_was_killed_half_way_and_that_the_store_holds()
    {
        fixture.Store.Add(SyncFixture.Declared);
        await fixture.SyncAsync();
        var half = fixture.Server.SeedsOf("Few.Labels").First();
        half.Status = "RUNNING";
        half.Metrics.RemoveWhere(point => point.Step > 1);
        half.Artifacts.Clear();
        var report = await fixture.SyncAsync();

        Assert.Equal((1, 0), (report.Sent, report.Ended));
        Assert.Equal("FINISHED", half.Status);
        Assert.Equal((3 * 6) + 5 + 1 + 3, half.Metrics.Count);
        Assert.Contains("receipt.json", half.Artifacts.Keys);
    }

    [Fact]
    public async Task Says_what_is_missing_when_the_server_is_away()
    {
        fixture.Store.Add(SyncFixture.Declared);
        using var sink = MlflowSink.For($"http://ada:secret@127.0.0.1:{RecordedServer.FreePort()}", fixture.Results, fixture.Results, SinkFixture.Options);
        var report = await sink.SyncAsync([SyncFixture.Declared], null, _ => { }, TestContext.Current.CancellationToken);

        Assert.Equal((0, 10), (report.Sent, report.Missing));
        var problem = Assert.Single(report.Problems);
        Assert.Contains("Connection refused", problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Believes_no_notes_of_what_is_there_when_the_server_is_away()
    {
        fixture.Store.Add(SyncFixture.Declared);
        Assert.Equal(0, (await fixture.SyncAsync()).Missing);
        fixture.Server.Dispose();
        using var sink = MlflowSink.For(fixture.Server.Address, fixture.Results, fixture.Results, SinkFixture.Options);
        var report = await sink.SyncAsync([SyncFixture.Declared], null, _ => { }, TestContext.Current.CancellationToken);

        Assert.Equal((10, 0, 10), (report.Runs, report.Sent, report.Missing));
        Assert.Single(report.Problems);
    }

    [Fact]
    public async Task Loses_and_doubles_nothing_in_a_network_of_429_500_and_lost_answers()
    {
        using var proxy = new TroubledProxy(fixture.Server.Address);
        fixture.Store.Add(SyncFixture.Declared);
        SyncReport report;
        var calls = 0;
        do
        {
            using var sink = fixture.Sink(proxy.Address);
            report = await sink.SyncAsync([SyncFixture.Declared], null, _ => { }, TestContext.Current.CancellationToken);
            calls++;
        }
        while (report.Missing > 0 && calls < 5);

        Assert.True(proxy.Troubled > 10);
        Assert.Equal(0, report.Missing);
        Assert.Equal(12, fixture.Server.Runs.Count);
        Assert.All(fixture.Server.SeedsOf("Few.Labels"), run => Assert.Equal((3 * 6) + 5 + 1 + 3, run.Metrics.Count));
    }

    [Fact]
    public async Task Takes_away_what_a_slow_server_made_after_it_was_given_up()
    {
        fixture.Store.Add(SyncFixture.Declared);
        using var resumed = new ManualResetEventSlim();
        fixture.Server.AskedFor = path => HoldIf(path.EndsWith("runs/create", StringComparison.Ordinal), resumed);
        using (var impatient = MlflowSink.For(fixture.Server.Address, fixture.Results, fixture.Results, SinkFixture.Options with { Parallelism = 4, Deadline = TimeSpan.FromSeconds(1) }))
        {
            Assert.Equal(10, (await impatient.SyncAsync([SyncFixture.Declared], null, _ => { }, TestContext.Current.CancellationToken)).Missing);
        }

        fixture.Server.AskedFor = null;
        await fixture.SyncAsync();
        Assert.Equal(12, fixture.Server.Runs.Count);
        resumed.Set();
        for (var wait = 0; wait < 100 && fixture.Server.Runs.Count < 14; wait++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        // The parents that the first call began are there a second time now.
        Assert.Equal(14, fixture.Server.Runs.Count);
        var report = await fixture.SyncAsync();
        var left = fixture.Server.Runs.Where(run => !run.IsDeleted).ToList();

        Assert.Equal((0, 0, 2), (report.Sent, report.Missing, report.Ended));
        Assert.Equal(12, left.Select(run => run.Tags["reproducible.run_id"]).Distinct().Count());
        Assert.Equal(12, left.Count);
        Assert.All(left, run => Assert.Equal("FINISHED", run.Status));

        static void HoldIf(bool held, ManualResetEventSlim until)
        {
            if (held)
            {
                until.Wait(TimeSpan.FromSeconds(30));
            }
        }
    }

    [Fact]
    public async Task Two_processes_at_once_write_each_run_once()
    {
        fixture.Store.Add(SyncFixture.Declared);
        using MlflowSink one = fixture.Sink(), other = fixture.Sink();
        await Task.WhenAll(
            one.SyncAsync([SyncFixture.Declared], null, _ => { }, TestContext.Current.CancellationToken),
            other.WriteAsync(fixture.ResultOf(SyncFixture.Declared), TestContext.Current.CancellationToken),
            other.SyncAsync([SyncFixture.Declared], null, _ => { }, TestContext.Current.CancellationToken));

        Assert.Equal(12, fixture.Server.Runs.Count);
    }

    public void Dispose() => fixture.Dispose();

    private static MemoryRun Begun(string id, string store) => new(id, "1")
    {
        Tags = { ["reproducible.run_id"] = $"of {id}", ["reproducible.store"] = store, ["reproducible.kind"] = "run" },
    };
}
