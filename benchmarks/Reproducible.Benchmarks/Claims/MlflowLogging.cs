using System.Diagnostics;
using Reproducible.Benchmarks.Measuring;
using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Benchmarks.Claims;

/// <summary>
/// How long 10,000 metric points take to a tracking server, by this client and by MLflow's own, in turn; and how long this client
/// computes for them, which is what a process that trains would lose if it shipped itself.
/// </summary>
internal sealed class MlflowLogging : IClaim
{
    private const int Metrics = 10, Steps = 1000;

    /// <inheritdoc/>
    public string Name => "mlflow-logging";

    /// <inheritdoc/>
    public string Says => "10,000 metric points to a tracking server: ours / MLflow's own client in batches of 1,000";

    /// <inheritdoc/>
    public string? NotAsked(BenchSettings settings) => settings.Mlflow is null ? "no tracking server; name one with --mlflow=http://host:5000." : null;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, CancellationToken cancel)
    {
        var server = bench.Settings.Mlflow!;
        using var client = new MlflowClient(server, new() { Deadline = TimeSpan.FromMinutes(2) });
        var python = await Python.FindAsync(cancel, "mlflow").ConfigureAwait(false) ?? throw new ReproducibleException("There is no python3 with mlflow.", "pip install mlflow.");
        await using var peer = await Participant.StartAsync(python.Start(bench.Script("mlflow_metrics.py"), allocator: false, [$"{server}"]), cancel).ConfigureAwait(false);
        var experiment = (await client.Experiments.OpenAsync("benchmark", cancel).ConfigureAwait(false)).ExperimentId;
        var version = await client.VersionAsync(cancel).ConfigureAwait(false);
        var computing = new List<double>();
        var seconds = await bench.InTurnAsync(15, [() => OursAsync(client, experiment, computing, cancel), () => TheirsAsync(client, peer, cancel)], cancel).ConfigureAwait(false);

        return
        [
            new("seconds, ours / MLflow's client's", seconds[0].Over(seconds[1]), Goal.AtMost(0.50))
            {
                Figures = [new("ours", "s", seconds[0]), new("MLflow's client", "s", seconds[1]), new("ours computes", "s", new(computing[1..]))],
                Notes = [$"Server {version}. {Metrics} metrics of {Steps} steps to a new run each time; after each, all points are read back and counted."],
            },
        ];
    }

    private static async Task<double> OursAsync(MlflowClient client, string experiment, List<double> computing, CancellationToken cancel)
    {
        var run = await client.Runs.CreateAsync(new(experiment), cancel).ConfigureAwait(false);
        var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var now = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var points = Enumerable.Range(0, Steps).SelectMany(step => Enumerable.Range(0, Metrics).Select(key => new MlflowMetric($"metric{key}", step / 7.0, now + step, step))).ToList();
        await client.Runs.LogAsync(run.RunId, [], [], points, cancel).ConfigureAwait(false);
        var seconds = watch.Elapsed.TotalSeconds;
        computing.Add((Environment.CpuUsage.TotalTime - before).TotalSeconds);
        await CheckAsync(client, run.RunId, cancel).ConfigureAwait(false);

        return seconds;
    }

    private static async Task<double> TheirsAsync(MlflowClient client, Participant peer, CancellationToken cancel)
    {
        var answer = await peer.AskAsync(cancel).ConfigureAwait(false);
        await CheckAsync(client, answer.GetProperty("run").GetString()!, cancel).ConfigureAwait(false);

        return answer.GetProperty("seconds").GetDouble();
    }

    // Every point is there, each metric's latest the last.
    private static async Task CheckAsync(MlflowClient client, string run, CancellationToken cancel)
    {
        var latest = (await client.Runs.FindAsync(run, cancel).ConfigureAwait(false))!.Metrics;
        for (var key = 0; key < Metrics; key++)
        {
            var points = await client.Runs.HistoryAsync(run, $"metric{key}", cancel).CountAsync(cancel).ConfigureAwait(false);
            if (points != Steps || latest[$"metric{key}"].Step != Steps - 1)
            {
                throw new InvalidOperationException($"Run {run} has {points} points of metric{key}, the latest of step {latest[$"metric{key}"].Step}.");
            }
        }
    }
}
