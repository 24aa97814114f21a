using Reproducible.Recording.Mlflow;
using Reproducible.Runs;
using Reproducible.Strategies;

namespace Reproducible.Recording.Tests.Mlflow.Shipping;

/// <summary>A store, and a server that remembers what it is sent.</summary>
public sealed class SyncFixture : IDisposable
{
    private readonly TempFolder folder = new();

    public SyncFixture() => Store = new(folder.Path);

    /// <summary>From-scratch and tuning, five seeds each.</summary>
    public static NamedExperiment Declared { get; } = SyntheticStore.Declared();

    public MemoryServer Server { get; } = new();

    public SyntheticStore Store { get; }

    /// <summary>Absolute path of the results folder.</summary>
    public string Results => folder.Path;

    /// <summary>Absolute path of what the store remembers of its shipping.</summary>
    public string Journal => folder["store/.shipped"];

    public static int Seed(MemoryRun run) => int.Parse(run.Params["seed"], System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>A new sink, as a new process would have it; the caller disposes of it.</summary>
    public MlflowSink Sink(string? address = null) =>
        MlflowSink.For(address ?? Server.Address, folder.Path, folder.Path, SinkFixture.Options with { Parallelism = 4, Deadline = TimeSpan.FromSeconds(10) });

    /// <summary>All of the store, by a sink of its own.</summary>
    public async Task<SyncReport> SyncAsync()
    {
        using var sink = Sink();

        return await sink.SyncAsync([Declared], null, _ => { }, TestContext.Current.CancellationToken);
    }

    /// <summary>The runs of an experiment as a call gives them; those that are not stored are added.</summary>
    public ExperimentResult ResultOf(NamedExperiment named)
    {
        var runs = named.Experiment.Runs.Select(spec => Store.Add(spec, named.Name)).ToList();

        return new(named.Name, named.Description, runs, Statistics.Summary.Of(runs, [.. runs.Where(run => run.Spec.Strategy is FromScratch)]));
    }

    public void Dispose()
    {
        Server.Dispose();
        folder.Dispose();
    }
}
