using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Reproducible.Recording.Mlflow;
using Reproducible.Runs;
using Reproducible.Statistics;
using Reproducible.Strategies;

namespace Reproducible.Recording.Tests.Mlflow.Shipping;

public sealed class BackgroundShippingTests : IDisposable
{
    private static readonly NamedExperiment Declared = SyntheticStore.Declared(2);

    private readonly MemoryServer server = new();
    private readonly TempFolder folder = new();
    private readonly SyntheticStore store;

    public BackgroundShippingTests() => store = new(folder.Path);

    [Fact]
    public async Task Ships_a_run_while_others_of_its_experiment_still_train()
    {
        using var sink = Sink(server.Address);
        await using var shipping = new BackgroundShipping(sink, [Declared], new());
        shipping.Add(store.Add(Declared.Experiment.Runs[2], Declared.Name));
        await UntilAsync(() => server.Runs.Any(run => run.Status == "FINISHED"));

        Assert.Equal(["Tune seed 0"], server.SeedsOf("Few.Labels").Select(run => run.Name));
        // Its parent goes on: seeds are to come.
        Assert.Equal("RUNNING", Assert.Single(server.ParentsOf("Few.Labels")).Status);
    }

    [Fact]
    public async Task Ends_parents_with_their_experiment_and_writes_nothing_twice()
    {
        using var sink = Sink(server.Address);
        await using var shipping = new BackgroundShipping(sink, [Declared], new());
        var runs = Declared.Experiment.Runs.Select(spec => store.Add(spec, Declared.Name)).ToList();
        runs.ForEach(shipping.Add);
        shipping.Add(ResultOf(runs));

        Assert.Null(await shipping.FinishAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(6, server.Runs.Count);
        Assert.All(server.Runs, run => Assert.Equal("FINISHED", run.Status));
        Assert.Equal(0.105, server.ParentsOf("Few.Labels").Single(run => run.Name == "Tune").Latest["gain_mean"].Value, 12);
    }

    [Fact]
    public async Task Does_not_keep_whoever_reports_a_run_waiting()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var sink = Sink($"http://{silent.LocalEndpoint}");
        await using var shipping = new BackgroundShipping(sink, [Declared], new());
        var runs = Declared.Experiment.Runs.Select(spec => store.Add(spec, Declared.Name)).ToList();
        var watch = Stopwatch.StartNew();
        runs.ForEach(shipping.Add);
        shipping.Add(ResultOf(runs));

        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 0.5);
    }

    [Fact]
    public async Task Says_in_one_line_what_an_outage_left_behind_and_how_to_send_it()
    {
        using var sink = Sink($"http://127.0.0.1:{RecordedServer.FreePort()}");
        await using var shipping = new BackgroundShipping(sink, [Declared], new());
        var runs = Declared.Experiment.Runs.Select(spec => store.Add(spec, Declared.Name)).ToList();
        runs.ForEach(shipping.Add);
        shipping.Add(ResultOf(runs));
        var said = await shipping.FinishAsync(TimeSpan.FromSeconds(30));

        Assert.Contains("4 of 4 runs of Few.Labels are not yet shipped", said, StringComparison.Ordinal);
        Assert.Contains("`dotnet cake --target=Sync`", said, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', said!);
    }

    [Fact]
    public async Task Sends_at_the_end_what_an_outage_in_the_middle_held_up()
    {
        var address = $"http://127.0.0.1:{RecordedServer.FreePort()}/";
        using var sink = Sink(address);
        await using var shipping = new BackgroundShipping(sink, [Declared], new());
        var runs = Declared.Experiment.Runs.Select(spec => store.Add(spec, Declared.Name)).ToList();
        shipping.Add(runs[0]);
        shipping.Add(ResultOf(runs));
        await Task.Delay(TimeSpan.FromSeconds(3), TestContext.Current.CancellationToken);
        using var back = new MemoryServer(address);

        Assert.Null(await shipping.FinishAsync(TimeSpan.FromSeconds(30)));
        Assert.Equal(6, back.Runs.Count);
    }

    [Fact]
    public async Task Gives_up_a_server_that_is_too_slow_when_patience_ends()
    {
        server.Asked = _ => Thread.Sleep(1000);
        using var sink = Sink(server.Address);
        await using var shipping = new BackgroundShipping(sink, [Declared], new());
        shipping.Add(ResultOf([.. Declared.Experiment.Runs.Select(spec => store.Add(spec, Declared.Name))]));
        var watch = Stopwatch.StartNew();
        var said = await shipping.FinishAsync(TimeSpan.FromSeconds(1));

        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5);
        Assert.Contains("has not taken everything in time: 4 of 4 runs of Few.Labels are not yet shipped. `dotnet cake --target=Sync`", said, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        server.Dispose();
        folder.Dispose();
    }

    private MlflowSink Sink(string address) => MlflowSink.For(address, folder.Path, folder.Path, SinkFixture.Options with { Deadline = TimeSpan.FromSeconds(2) });

    private static ExperimentResult ResultOf(List<RunRecord> runs) =>
        new(Declared.Name, Declared.Description, runs, Summary.Of(runs, [.. runs.Where(run => run.Spec.Strategy is FromScratch)]));

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var wait = 0; wait < 300 && !holds(); wait++)
        {
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }
}
