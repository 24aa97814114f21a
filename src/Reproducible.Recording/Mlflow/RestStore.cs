using Reproducible.Recording.Mlflow.Rest;
using Reproducible.Recording.Mlflow.Shipping;

namespace Reproducible.Recording.Mlflow;

/// <summary>A tracking server.</summary>
/// <param name="client">Owned.</param>
/// <param name="parallelism">Runs sent at once.</param>
internal sealed class RestStore(MlflowClient client, int parallelism) : MlflowStore, IDisposable
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, KnownDatasets> datasets = [];

    /// <summary>The server at an address.</summary>
    public static RestStore At(Uri server, MlflowOptions options) => new(new(server, options.Client), options.Parallelism);

    /// <inheritdoc/>
    public override string Name => client.Address.ToString().TrimEnd('/');

    /// <inheritdoc/>
    public override int Parallelism => parallelism;

    /// <inheritdoc/>
    public override async Task<MlflowExperiment> OpenAsync(string name, CancellationToken cancel)
    {
        var info = await client.Experiments.OpenAsync(name, cancel);
        var experiment = new ServerExperiment(client, datasets.GetOrAdd(info.ExperimentId, _ => new()), info);
        await experiment.IndexAsync(cancel);

        return experiment;
    }

    /// <inheritdoc/>
    public override Task<ModelVersion> RegisterAsync(NewModelVersion version, CancellationToken cancel) => client.Models.RegisterAsync(version, cancel);

    /// <inheritdoc/>
    public void Dispose()
    {
        client.Dispose();
        foreach (var known in datasets.Values)
        {
            known.Dispose();
        }
    }
}
