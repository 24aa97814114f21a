using System.Threading.Channels;
using Reproducible.Runs;

namespace Reproducible.Recording.Mlflow;

/// <summary>
/// Ships runs as they end, one at a time, while others train in their own processes. Nobody waits for it but the call's end, and that
/// not for ever; a server that is away costs nothing but a line that says so.
/// </summary>
public sealed class BackgroundShipping : IAsyncDisposable
{
    private readonly MlflowSink sink;
    private readonly Channel<Func<Task>> work = Channel.CreateUnbounded<Func<Task>>(new() { SingleReader = true });
    private readonly CancellationTokenSource stop = new();
    private readonly ILookup<string, NamedExperiment> byRun;
    private readonly Dictionary<string, (ExperimentResult Result, string Problem)> left = [];
    private readonly Task shipping;
    private volatile bool trainingIsOver;

    /// <param name="sink">Where to; the caller disposes of it.</param>
    /// <param name="experiments">Those of this call.</param>
    /// <param name="overrides">What the call changes in them.</param>
    public BackgroundShipping(MlflowSink sink, IEnumerable<NamedExperiment> experiments, RunOverrides overrides)
    {
        this.sink = sink;
        byRun = experiments
            .SelectMany(named => named.Experiment.With(overrides).Runs.Select(spec => (Run: Shipping.StoredRun.TextOf(spec.Settings), named)))
            .ToLookup(entry => entry.Run, entry => entry.named);
        shipping = Task.Run(ShipAsync);
    }

    /// <summary>A run ended, finished or failed. Returns at once.</summary>
    public void Add(RunRecord run)
    {
        foreach (var experiment in byRun[Shipping.StoredRun.TextOf(run.Spec.Settings)])
        {
            // What cannot be shipped now is shipped with its experiment.
            work.Writer.TryWrite(() => sink.ShipAsync(experiment, run, stop.Token));
        }
    }

    /// <summary>All runs of an experiment ended. Returns at once.</summary>
    public void Add(ExperimentResult result) => work.Writer.TryWrite(() => WriteAsync(result));

    /// <summary>Waits until everything is shipped, or until patience ends. Called once, when no run trains any more.</summary>
    /// <returns>What could not be shipped, with the remedy, in one line; null: nothing.</returns>
    public async Task<string?> FinishAsync(TimeSpan patience)
    {
        trainingIsOver = true;
        work.Writer.TryComplete();
        if (await Task.WhenAny(shipping, Task.Delay(patience)) != shipping)
        {
            await stop.CancelAsync();
        }

        await shipping;
        foreach (var (result, _) in left.Values.ToList())
        {
            // The server may be back by now.
            if (!stop.IsCancellationRequested)
            {
                await WriteAsync(result);
            }
        }

        var pending = left.Values.Sum(entry => sink.PendingCount(entry.Result));

        return left.Count == 0 ? null : left.Count == 1 || pending == 0
            ? left.Values.First().Problem
            : $"{left.Values.First().Problem} In all {pending} runs of {left.Count} experiments.";
    }

    /// <summary>Ends it, whatever is left.</summary>
    public async ValueTask DisposeAsync()
    {
        work.Writer.TryComplete();
        await stop.CancelAsync();
        await shipping;
        stop.Dispose();
    }

    private async Task ShipAsync()
    {
        await foreach (var step in work.Reader.ReadAllAsync())
        {
            try
            {
                await step();
            }
            catch (OperationCanceledException)
            {
                // Time is up: the rest of the steps end here too, at once.
            }
        }
    }

    private async Task WriteAsync(ExperimentResult result)
    {
        try
        {
            await sink.WriteAsync(result, trainingIsOver ? int.MaxValue : 1, stop.Token);
            left.Remove(result.Name);
        }
        catch (ReproducibleException fault)
        {
            left[result.Name] = (result, fault.Message);
        }
        catch (OperationCanceledException)
        {
            left[result.Name] = (result, $"{sink.Name} has not taken everything in time: {sink.PendingCount(result)} of {result.Runs.Count} runs of {result.Name} are not yet shipped. `dotnet cake --target=Sync` sends what is missing, and nothing twice.");
        }
    }
}
