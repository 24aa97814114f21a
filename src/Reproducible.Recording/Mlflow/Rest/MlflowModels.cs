namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>A server's registered models and their versions.</summary>
public sealed class MlflowModels
{
    private readonly MlflowHttp http;

    internal MlflowModels(MlflowHttp http) => this.http = http;

    /// <summary>A version of these files by this run, under a model that is made when it is not there. Registering the same again gives the same version.</summary>
    public async Task<ModelVersion> RegisterAsync(NewModelVersion version, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(version);
        await EnsureAsync(version.Name, cancel);

        return await FindAsync(version, cancel) ?? await CreateVersionAsync(version, cancel);
    }

    /// <summary>Makes a model unless there is one of that name.</summary>
    /// <param name="name">Without slash, colon or percent sign.</param>
    public async Task EnsureAsync(string name, CancellationToken cancel)
    {
        try
        {
            await http.PostAsync("registered-models/create", new { Name = name }, cancel);
        }
        catch (MlflowException failure) when (failure.Code == Codes.Exists)
        {
            // That is all that was asked for.
        }
    }

    /// <summary>Makes a version; the server draws its number.</summary>
    public Task<ModelVersion> CreateVersionAsync(NewModelVersion version, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(version);

        return http.RetryAsync(
            async attempt => (attempt.MayHaveArrived ? await FindAsync(version, attempt.Cancel) : null)
                ?? ModelVersion.Of(RestJson.Field(await http.PostOnceAsync("model-versions/create", version, attempt.Cancel), "model_version")),
            cancel);
    }

    /// <summary>Versions, page by page.</summary>
    /// <param name="filter">MLflow's filter language: <c>name = 'digits' AND run_id = 'ab…'</c>; empty: all.</param>
    public IAsyncEnumerable<ModelVersion> SearchVersionsAsync(string filter, CancellationToken cancel) => http.PagesAsync(
        token => $"model-versions/search?filter={Uri.EscapeDataString(filter)}&max_results={MlflowHttp.PageSize}{(token.Length > 0 ? $"&page_token={Uri.EscapeDataString(token)}" : "")}",
        "model_versions",
        ModelVersion.Of,
        cancel);

    /// <summary>The version that an alias stands for; null: there is no such model or alias.</summary>
    public async Task<ModelVersion?> FindByAliasAsync(string name, string alias, CancellationToken cancel)
    {
        try
        {
            return await http.FindAsync($"registered-models/alias?name={Uri.EscapeDataString(name)}&alias={Uri.EscapeDataString(alias)}", cancel) is { } answer
                ? ModelVersion.Of(RestJson.Field(answer, "model_version"))
                : null;
        }
        catch (MlflowException failure) when (failure.Code == "INVALID_PARAMETER_VALUE" && failure.Problem.Contains("not found", StringComparison.Ordinal))
        {
            return null;
        }
    }

    /// <summary>Lets an alias stand for a version, and no longer for another.</summary>
    /// <param name="alias">Not <c>latest</c>, and not like <c>v1</c>.</param>
    public Task SetAliasAsync(string name, string alias, string version, CancellationToken cancel) =>
        http.PostAsync("registered-models/alias", new { Name = name, Alias = alias, Version = version }, cancel);

    /// <summary>Sets a model's tag.</summary>
    public Task SetTagAsync(string name, MlflowEntry tag, CancellationToken cancel) =>
        http.PostAsync("registered-models/set-tag", new { Name = name, tag.Key, tag.Value }, cancel);

    /// <summary>Sets a version's tag.</summary>
    public Task SetVersionTagAsync(string name, string version, MlflowEntry tag, CancellationToken cancel) =>
        http.PostAsync("model-versions/set-tag", new { Name = name, Version = version, tag.Key, tag.Value }, cancel);

    private async Task<ModelVersion?> FindAsync(NewModelVersion version, CancellationToken cancel)
    {
        await foreach (var found in SearchVersionsAsync($"name = {RunFilter.Quote(version.Name)} AND run_id = {RunFilter.Quote(version.RunId)}", cancel))
        {
            if (found.Source == version.Source)
            {
                return found;
            }
        }

        return null;
    }
}
