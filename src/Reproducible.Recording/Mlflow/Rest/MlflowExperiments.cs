namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>A server's experiments.</summary>
public sealed class MlflowExperiments
{
    private readonly MlflowHttp http;

    internal MlflowExperiments(MlflowHttp http) => this.http = http;

    /// <summary>The experiment of an id, deleted ones included; null: there is none.</summary>
    public Task<ExperimentInfo?> FindAsync(string experimentId, CancellationToken cancel) =>
        FindByAsync($"experiments/get?experiment_id={Uri.EscapeDataString(experimentId)}", cancel);

    /// <summary>The experiment of a name, deleted ones included; null: there is none.</summary>
    public Task<ExperimentInfo?> FindByNameAsync(string name, CancellationToken cancel) =>
        FindByAsync($"experiments/get-by-name?experiment_name={Uri.EscapeDataString(name)}", cancel);

    /// <summary>The experiment of a name; made when there is none.</summary>
    /// <exception cref="MlflowException">It is deleted: the message says how to restore it.</exception>
    public async Task<ExperimentInfo> OpenAsync(string name, CancellationToken cancel)
    {
        var found = await FindByNameAsync(name, cancel);
        if (found is null)
        {
            try
            {
                await CreateAsync(name, [], null, cancel);
            }
            catch (MlflowException failure) when (failure.Code == Codes.Exists)
            {
                // Someone else made it meanwhile: looking again tells.
            }

            found = await FindByNameAsync(name, cancel)
                ?? throw new MlflowException($"experiment '{name}' was made, but is not there.", "Look into the server's log.");
        }

        return found.IsDeleted ? throw Deleted(name, found.ExperimentId) : found;
    }

    /// <summary>Makes an experiment; answers its id.</summary>
    /// <param name="name">At most 500 characters.</param>
    /// <param name="artifactLocation">Where its runs' artifacts are kept; null: where the server keeps them, which is what it can pass on.</param>
    /// <exception cref="MlflowException">
    /// With code RESOURCE_ALREADY_EXISTS: the name is taken; by a deleted one, then the message says how to restore it.
    /// </exception>
    public Task<string> CreateAsync(string name, IReadOnlyList<MlflowEntry> tags, string? artifactLocation, CancellationToken cancel)
    {
        var body = new { Name = name, Tags = tags, ArtifactLocation = artifactLocation ?? "" };

        return http.RetryAsync(
            async attempt =>
            {
                try
                {
                    return RestJson.Text(await http.PostOnceAsync("experiments/create", body, attempt.Cancel), "experiment_id");
                }
                catch (MlflowException failure) when (failure.Code == Codes.Exists)
                {
                    var there = await FindByNameAsync(name, attempt.Cancel);
                    if (there is { IsDeleted: true })
                    {
                        throw Deleted(name, there.ExperimentId);
                    }

                    // The first attempt may have had its effect, and its answer been lost.
                    if (there is null || !attempt.MayHaveArrived)
                    {
                        throw;
                    }

                    return there.ExperimentId;
                }
            },
            cancel);
    }

    /// <summary>Experiments, page by page, newest change first.</summary>
    /// <param name="filter">MLflow's filter language: <c>name LIKE 'Few%' AND tags.team = 'x'</c>; empty: all.</param>
    public IAsyncEnumerable<ExperimentInfo> SearchAsync(string filter, LifecycleView view, CancellationToken cancel) => http.PagesAsync(
        "experiments/search", token => new { Filter = filter, ViewType = RestJson.Word(view), MaxResults = MlflowHttp.PageSize, PageToken = token }, "experiments", ExperimentInfo.Of, cancel);

    /// <summary>Gives an experiment another name.</summary>
    public Task RenameAsync(string experimentId, string name, CancellationToken cancel) =>
        http.PostAsync("experiments/update", new { ExperimentId = experimentId, NewName = name }, cancel);

    /// <summary>Deletes an experiment and its runs; they can be restored, and its name stays taken, until <c>mlflow gc</c> removes it.</summary>
    public Task DeleteAsync(string experimentId, CancellationToken cancel) => http.PostToEndAsync("experiments/delete", new { ExperimentId = experimentId }, cancel);

    /// <summary>Brings a deleted experiment back.</summary>
    public Task RestoreAsync(string experimentId, CancellationToken cancel) => http.PostToEndAsync("experiments/restore", new { ExperimentId = experimentId }, cancel);

    /// <summary>Sets a tag.</summary>
    /// <param name="value">At most 5000 characters; more is refused.</param>
    public Task SetTagAsync(string experimentId, string key, string value, CancellationToken cancel) =>
        http.PostAsync("experiments/set-experiment-tag", new { ExperimentId = experimentId, Key = key, Value = value }, cancel);

    private async Task<ExperimentInfo?> FindByAsync(string call, CancellationToken cancel) =>
        await http.FindAsync(call, cancel) is { } answer ? ExperimentInfo.Of(RestJson.Field(answer, "experiment")) : null;

    private static MlflowException Deleted(string name, string id) => new(
        $"experiment '{name}' ({id}) is deleted there, and its name is still taken.",
        $"Restore it with `mlflow experiments restore --experiment-id {id}`, or remove it for good with `mlflow gc --experiment-ids {id}`.") { Code = Codes.Exists };
}
