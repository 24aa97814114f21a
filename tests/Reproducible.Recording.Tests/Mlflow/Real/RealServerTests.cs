using System.Diagnostics;
using System.Text.Json;
using Reproducible.Recording.Mlflow;
using Reproducible.Recording.Mlflow.Rest;
using Reproducible.Recording.Mlflow.Shipping;
using Reproducible.Recording.Mlflow.Translation;
using Reproducible.Runs;
using Reproducible.Strategies;

namespace Reproducible.Recording.Tests.Mlflow.Real;

/// <summary>
/// Against a server that runs, whose address MLFLOW_TEST_SERVER gives: experiments of names that nobody else has are left there.
/// With MLFLOW_TEST_PYTHON, a Python that has MLflow, its own client reads the points back.
/// </summary>
public sealed class RealServerTests : IDisposable
{
    private static readonly string? Server = Environment.GetEnvironmentVariable("MLFLOW_TEST_SERVER");

    private readonly TempFolder folder = new();
    private readonly string name = $"Shipping.{Guid.NewGuid():N}";

    [Fact]
    public async Task Ships_a_thousand_runs_within_a_minute_and_nothing_the_second_time()
    {
        NeedServer();
        var (declared, store) = Store(Fill(seeds: 50, strategies: 20));
        var watch = Stopwatch.StartNew();
        var report = await SyncAsync(Server!, declared);
        var first = watch.Elapsed;
        watch.Restart();
        var again = await SyncAsync(Server!, declared);

        TestContext.Current.SendDiagnosticMessage("{0} runs and {1} parents in {2:0.0} s; again in {3:0.0} s", report.Sent, report.Summaries, first.TotalSeconds, watch.Elapsed.TotalSeconds);
        Assert.Equal((1000, 0, 20), (report.Sent, report.Missing, report.Summaries));
        Assert.Equal((0, 0, 0), (again.Sent, again.Missing, again.Summaries));
        Assert.InRange(first.TotalSeconds, 0, 60);
        Assert.Equal(1000, store.Store.Ids.Count);
    }

    [Fact]
    public async Task Every_point_read_back_is_the_stores()
    {
        NeedServer();
        var (declared, store) = Store(Fill(seeds: 5, strategies: 2));
        await SyncAsync(Server!, declared);

        await AssertSameAsync(store, declared);
    }

    [Fact]
    public async Task Loses_and_doubles_nothing_behind_a_network_of_429_500_and_lost_answers()
    {
        NeedServer();
        using var proxy = new TroubledProxy(Server!);
        var (declared, store) = Store(Fill(seeds: 5, strategies: 2));
        SyncReport report;
        do
        {
            report = await SyncAsync(proxy.Address, declared);
        }
        while (report.Missing > 0);

        Assert.True(proxy.Troubled > 10);
        Assert.Equal(0, (await SyncAsync(Server!, declared)).Sent);
        await AssertSameAsync(store, declared);
    }

    [Fact]
    public async Task Registers_the_best_run_once()
    {
        NeedServer();
        var (declared, store) = Store(Fill(seeds: 2, strategies: 1));
        using var sink = MlflowSink.For(Server, folder.Path, folder.Path);
        var runs = declared.Experiment.Runs.Select(spec => store.Add(spec, name)).ToList();
        ExperimentResult result = new(name, "", runs, []);
        await sink.WriteAsync(result, TestContext.Current.CancellationToken);
        var said = await sink.RegisterAsync(name, [result], TestContext.Current.CancellationToken);

        Assert.StartsWith($"{name} version 1 at MLflow at ", said, StringComparison.Ordinal);
        Assert.Equal(said, await sink.RegisterAsync(name, [result], TestContext.Current.CancellationToken));
    }

    public void Dispose() => folder.Dispose();

    private static void NeedServer() =>
        Assert.SkipUnless(Server is { Length: > 0 }, "MLFLOW_TEST_SERVER does not give the address of a tracking server.");

    private NamedExperiment Fill(int seeds, int strategies) =>
        SyntheticStore.Declared(seeds, name, [new FromScratch(), .. Enumerable.Range(1, strategies - 1).Select(number => new Tune { Note = $"variant {number}" })]);

    private (NamedExperiment, SyntheticStore) Store(NamedExperiment declared)
    {
        var store = new SyntheticStore(folder.Path);
        store.Add(declared);

        return (declared, store);
    }

    private async Task<SyncReport> SyncAsync(string address, NamedExperiment declared)
    {
        using var sink = MlflowSink.For(address, folder.Path, folder.Path);

        return await sink.SyncAsync([declared], null, _ => { }, TestContext.Current.CancellationToken);
    }

    // By our client, and by MLflow's own where there is one.
    private async Task AssertSameAsync(SyntheticStore store, NamedExperiment declared)
    {
        var expected = declared.Experiment.Runs.Select(spec => store.Add(spec, name)).Select(run => new StoredRun(run)).ToDictionary(
            run => run.Receipt.Id, run => new RunMetrics(run, new()).All().Concat(SystemMetrics.Of(run)).Order(Comparer<MlflowMetric>.Create(Compare)).ToList());
        using var client = new MlflowClient(new(Server!));
        var experiment = await client.Experiments.FindByNameAsync(name, TestContext.Current.CancellationToken);
        var found = new Dictionary<string, List<MlflowMetric>>();
        await foreach (var run in client.Runs.SearchAsync([experiment!.ExperimentId], RunFilter.Tag(new(MlflowTags.Kind, "run")), LifecycleView.All, TestContext.Current.CancellationToken))
        {
            var points = new List<MlflowMetric>();
            foreach (var key in run.Metrics.Keys)
            {
                await foreach (var point in client.Runs.HistoryAsync(run.RunId, key, TestContext.Current.CancellationToken))
                {
                    points.Add(point);
                }
            }

            points.Sort(Compare);
            found.Add(run.Tags[MlflowTags.RunId], points);
        }

        Assert.Equal(expected.OrderBy(run => run.Key).Select(run => (run.Key, run.Value)), found.OrderBy(run => run.Key).Select(run => (run.Key, run.Value)));
        await AssertPythonReadsAsync(expected);
    }

    private async Task AssertPythonReadsAsync(Dictionary<string, List<MlflowMetric>> expected)
    {
        if (Environment.GetEnvironmentVariable("MLFLOW_TEST_PYTHON") is not { Length: > 0 } python)
        {
            return;
        }

        await File.WriteAllTextAsync(folder["expected.json"], JsonSerializer.Serialize(expected.ToDictionary(
            run => run.Key, run => run.Value.Select(point => new object[] { point.Key, point.Value, point.Timestamp, point.Step }))), TestContext.Current.CancellationToken);
        var command = python.Split(' ');
        using var process = Process.Start(new ProcessStartInfo(command[0], [.. command[1..], Path.Combine(AppContext.BaseDirectory, "Mlflow", "Real", "readback.py"), Server!, name, folder["expected.json"]]) { RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        TestContext.Current.SendDiagnosticMessage("{0}", said.Trim());
        Assert.Contains(" 0 runs different", said, StringComparison.Ordinal);
        Assert.Equal(0, process.ExitCode);
    }

    private static int Compare(MlflowMetric one, MlflowMetric other) =>
        (string.CompareOrdinal(one.Key, other.Key), one.Step.CompareTo(other.Step), one.Timestamp.CompareTo(other.Timestamp), one.Value.CompareTo(other.Value)) switch
        {
            (not 0 and var key, _, _, _) => key,
            (_, not 0 and var step, _, _) => step,
            (_, _, not 0 and var time, _) => time,
            (_, _, _, var value) => value,
        };
}
