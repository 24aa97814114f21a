using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Recording.Mlflow;

/// <summary>A tracking server.</summary>
internal sealed class RestStore(Uri server, MlflowOptions options) : MlflowStore, IDisposable
{
    private readonly MlflowClient client = new(server, options.Client);
    private readonly SemaphoreSlim inputs = new(1);

    /// <inheritdoc/>
    public override string Name => client.Address.ToString().TrimEnd('/');

    /// <inheritdoc/>
    public override int Parallelism => options.Parallelism;

    /// <inheritdoc/>
    public override async Task<MlflowExperiment> OpenAsync(string name, CancellationToken cancel)
    {
        var experiment = new RestExperiment(client, inputs, await client.Experiments.OpenAsync(name, cancel));
        await experiment.IndexAsync(cancel);

        return experiment;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        client.Dispose();
        inputs.Dispose();
    }
}
