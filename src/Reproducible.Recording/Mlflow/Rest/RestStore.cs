namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>A tracking server.</summary>
internal sealed class RestStore(Uri server, Credentials credentials, MlflowOptions options) : MlflowStore, IDisposable
{
    private readonly MlflowHttp http = new(server, credentials, options);
    private readonly SemaphoreSlim inputs = new(1);

    /// <inheritdoc/>
    public override string Name => http.Address.ToString().TrimEnd('/');

    /// <inheritdoc/>
    public override int Parallelism => options.Parallelism;

    /// <inheritdoc/>
    public override async Task<MlflowExperiment> OpenAsync(string name, CancellationToken cancel)
    {
        var client = new MlflowClient(http);
        var found = await client.FindExperimentAsync(name, cancel);
        if (found is null)
        {
            await CreateAsync(client, name, cancel);
            found = await client.FindExperimentAsync(name, cancel)
                ?? throw new MlflowFailureException($"experiment '{name}' was made, but is not there.", "Look into the server's log.");
        }

        if (found.LifecycleStage != "active")
        {
            throw Deleted(name, found.ExperimentId);
        }

        var experiment = new RestExperiment(client, new(http), inputs, found);
        await experiment.IndexAsync(cancel);

        return experiment;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        http.Dispose();
        inputs.Dispose();
    }

    private static async Task CreateAsync(MlflowClient client, string name, CancellationToken cancel)
    {
        try
        {
            await client.CreateExperimentAsync(name, cancel);
        }
        catch (MlflowFailureException failure) when (failure.Code == "RESOURCE_ALREADY_EXISTS")
        {
            // Someone else made it meanwhile, or it is a deleted one: looking again tells.
        }
    }

    private static MlflowFailureException Deleted(string name, string id) => new(
        $"experiment '{name}' ({id}) is deleted there, and its name is still taken.",
        $"Restore it with `mlflow experiments restore --experiment-id {id}`, or remove it for good with `mlflow gc --experiment-ids {id}`.");
}
