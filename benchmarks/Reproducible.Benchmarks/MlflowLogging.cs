using System.Diagnostics;
using System.Globalization;
using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Benchmarks;

/// <summary>
/// How long 10,000 metric points take to a tracking server, by this client and by MLflow's own, in turn; and how long this client computes
/// for them, which is what a process that trains would lose if it shipped itself.
/// </summary>
internal static class MlflowLogging
{
    private const int Metrics = 10, Steps = 1000;

    /// <param name="server">Address of a tracking server.</param>
    /// <param name="rounds">How often each takes its turn; a first round of both is not counted.</param>
    /// <param name="peer">The command that runs peer/mlflow_metrics.py, without its argument.</param>
    public static async Task RunAsync(Uri server, int rounds, string[] peer)
    {
        using var client = new MlflowClient(server, new() { Deadline = TimeSpan.FromMinutes(2) });
        using var other = Process.Start(new ProcessStartInfo(peer[0], [.. peer[1..], server.ToString()]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        var experiment = (await client.Experiments.OpenAsync("benchmark", CancellationToken.None)).ExperimentId;
        var (ratios, computing) = (new List<double>(), new List<double>());
        var version = await client.VersionAsync(CancellationToken.None);
        Console.WriteLine($"MLflow {version}, {Metrics} metrics of {Steps} steps");
        Console.WriteLine("ours s  peer s  ratio  ours computes s");
        for (var round = 0; round <= rounds; round++)
        {
            // Who begins changes, so that neither always finds what the other left behind.
            var (ours, theirs, processor) = (0.0, 0.0, 0.0);
            for (var turn = 0; turn < 2; turn++)
            {
                if ((round + turn) % 2 == 0)
                {
                    (ours, processor) = await OursAsync(client, experiment);
                }
                else
                {
                    theirs = await TheirsAsync(client, other);
                }
            }

            if (round > 0)
            {
                ratios.Add(ours / theirs);
                computing.Add(processor);
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ours,6:0.000}  {theirs,6:0.000}  {ours / theirs,5:0.00}  {processor,15:0.000}"));
            }
        }

        other.StandardInput.Close();
        await other.WaitForExitAsync();
        ratios.Sort();
        computing.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"ratio: median {Quantile(ratios, 0.5):0.00}, middle half {Quantile(ratios, 0.25):0.00} to {Quantile(ratios, 0.75):0.00}, all {ratios[0]:0.00} to {ratios[^1]:0.00}; ours computes for {Quantile(computing, 0.5):0.000} s, median"));
    }

    private static async Task<(double Seconds, double ProcessorSeconds)> OursAsync(MlflowClient client, string experiment)
    {
        var run = await client.Runs.CreateAsync(new(experiment), CancellationToken.None);
        var (watch, before) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        var points = Enumerable.Range(0, Steps).SelectMany(step => Enumerable.Range(0, Metrics).Select(key => new MlflowMetric($"metric{key}", step / 7.0, 1_700_000_000_000 + step, step))).ToList();
        await client.Runs.LogAsync(run.RunId, [], [], points, CancellationToken.None);
        var spent = (watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
        await CheckAsync(client, run.RunId);

        return spent;
    }

    private static async Task<double> TheirsAsync(MlflowClient client, Process other)
    {
        await other.StandardInput.WriteLineAsync("again");
        await other.StandardInput.FlushAsync();
        var words = (await other.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The peer ended; its message stands above.")).Split(' ');
        await CheckAsync(client, words[1]);

        return double.Parse(words[0], CultureInfo.InvariantCulture);
    }

    // Every point is there, each metric's latest the last.
    private static async Task CheckAsync(MlflowClient client, string run)
    {
        var latest = (await client.Runs.FindAsync(run, CancellationToken.None))!.Metrics;
        for (var key = 0; key < Metrics; key++)
        {
            var points = await client.Runs.HistoryAsync(run, $"metric{key}", CancellationToken.None).CountAsync();
            if (points != Steps || latest[$"metric{key}"].Step != Steps - 1)
            {
                throw new InvalidOperationException($"Run {run} has {points} points of metric{key}, the latest of step {latest[$"metric{key}"].Step}.");
            }
        }
    }

    private static double Quantile(List<double> sorted, double share)
    {
        var place = share * (sorted.Count - 1);
        var below = (int)place;

        return below + 1 < sorted.Count ? sorted[below] + ((place - below) * (sorted[below + 1] - sorted[below])) : sorted[below];
    }
}
