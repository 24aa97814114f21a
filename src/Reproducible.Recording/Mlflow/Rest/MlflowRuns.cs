namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>A server's runs, and what is logged to them.</summary>
public sealed class MlflowRuns
{
    // A run comes with all its tags, parameters and latest points: a thousand of them took a busy server longer than the deadline.
    private const int PageSize = 100;

    private static readonly string[] OldestFirst = ["attributes.start_time ASC"];

    private readonly MlflowHttp http;
    private readonly RunLog log;

    internal MlflowRuns(MlflowHttp http, int lanes) => (this.http, log) = (http, new(http, lanes));

    /// <summary>Starts a run; its status is RUNNING.</summary>
    /// <exception cref="ArgumentException"><see cref="NewRun.UniqueTag"/> is none of the tags, or the name and tag <c>mlflow.runName</c> differ.</exception>
    public Task<RunInfo> CreateAsync(NewRun run, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(run);
        IReadOnlyList<MlflowEntry> tags = run.ParentRunId is { } parent ? [.. run.Tags, new(StandardTags.ParentRunId, parent)] : run.Tags;
        if (run.Name.Length > 0 && tags.FirstOrDefault(tag => tag.Key == StandardTags.RunName) is { } named && named.Value != run.Name)
        {
            throw new ArgumentException($"The run's name is '{run.Name}', its tag {StandardTags.RunName} says '{named.Value}': a server takes only one.", nameof(run));
        }

        var unique = run.UniqueTag is null ? null : tags.FirstOrDefault(tag => tag.Key == run.UniqueTag)
            ?? throw new ArgumentException($"'{run.UniqueTag}' is none of the run's tags.", nameof(run));
        var body = new { run.ExperimentId, UserId = run.User, RunName = run.Name, run.StartTime, Tags = tags };

        return http.RetryAsync(
            async attempt => (attempt.Number > 0 && unique is not null ? await FindByTagAsync(run.ExperimentId, unique, attempt.Cancel) : null)
                ?? RunInfo.Of(RestJson.Field(await http.PostOnceAsync("runs/create", body, attempt.Cancel), "run")),
            cancel);
    }

    /// <summary>The run of an id, deleted ones included; null: there is none.</summary>
    public async Task<RunInfo?> FindAsync(string runId, CancellationToken cancel) =>
        await http.FindAsync($"runs/get?run_id={Uri.EscapeDataString(runId)}", cancel) is { } answer ? RunInfo.Of(RestJson.Field(answer, "run")) : null;

    /// <summary>The oldest run of an experiment that has a tag of that value and is not deleted; null: there is none.</summary>
    public async Task<RunInfo?> FindByTagAsync(string experimentId, MlflowEntry tag, CancellationToken cancel)
    {
        await foreach (var run in SearchAsync([experimentId], RunFilter.Tag(tag), LifecycleView.ActiveOnly, cancel))
        {
            return run;
        }

        return null;
    }

    /// <summary>Runs, page by page, oldest first; their inputs are included, of their metrics the latest points.</summary>
    /// <param name="filter">MLflow's filter language: <c>tags.`a.b` = 'c' AND metrics.loss &lt; 1</c>; empty: all. <see cref="RunFilter"/> writes parts of it.</param>
    public IAsyncEnumerable<RunInfo> SearchAsync(IReadOnlyList<string> experimentIds, string filter, LifecycleView view, CancellationToken cancel) => http.PagesAsync(
        "runs/search",
        token => new { ExperimentIds = experimentIds, Filter = filter, RunViewType = RestJson.Word(view), MaxResults = PageSize, OrderBy = OldestFirst, PageToken = token },
        "runs",
        RunInfo.Of,
        cancel);

    /// <summary>The runs that are shown below one, oldest first.</summary>
    public IAsyncEnumerable<RunInfo> ChildrenAsync(string experimentId, string parentRunId, CancellationToken cancel) =>
        SearchAsync([experimentId], RunFilter.Tag(new(StandardTags.ParentRunId, parentRunId)), LifecycleView.ActiveOnly, cancel);

    /// <summary>Sets a run's status, end and name; what is null stays.</summary>
    /// <param name="endTime">Milliseconds since 1970, UTC. It cannot be taken away again: a run that is RUNNING again keeps it.</param>
    public Task UpdateAsync(string runId, MlflowStatus? status, long? endTime, string? name, CancellationToken cancel)
    {
        var body = new Dictionary<string, object> { ["run_id"] = runId };
        if (status is { } word)
        {
            body["status"] = RestJson.Word(word);
        }

        if (endTime is { } end)
        {
            body["end_time"] = end;
        }

        if (name is not null)
        {
            body["run_name"] = name;
        }

        return http.PostAsync("runs/update", body, cancel);
    }

    /// <summary>Deletes a run; it can be restored until <c>mlflow gc</c> removes it.</summary>
    public Task DeleteAsync(string runId, CancellationToken cancel) => http.PostToEndAsync("runs/delete", new { RunId = runId }, cancel);

    /// <summary>Brings a deleted run back.</summary>
    public Task RestoreAsync(string runId, CancellationToken cancel) => http.PostToEndAsync("runs/restore", new { RunId = runId }, cancel);

    /// <summary>Sets a tag, replacing one of that key.</summary>
    /// <exception cref="ArgumentException">The value is longer than a server keeps.</exception>
    public Task SetTagAsync(string runId, MlflowEntry tag, CancellationToken cancel) =>
        http.PostAsync("runs/set-tag", new { RunId = runId, Limits.Tag(tag).Key, tag.Value }, cancel);

    /// <summary>Takes a tag away; that it is not there is no failure.</summary>
    public async Task DeleteTagAsync(string runId, string key, CancellationToken cancel)
    {
        try
        {
            await http.PostAsync("runs/delete-tag", new { RunId = runId, Key = key }, cancel);
        }
        catch (MlflowException failure) when (failure.Code == Codes.Missing)
        {
            // Gone already.
        }
    }

    /// <summary>
    /// Logs any number of parameters, tags and metrics, in as few requests as the limits allow, several of them at once where there is
    /// much, of each metric the last point first. Logging the same again changes nothing on a server with a database; one with files keeps a point twice.
    /// </summary>
    /// <exception cref="ArgumentException">A value is longer than a server keeps, or a parameter has two values.</exception>
    /// <exception cref="MlflowException">Among others: a parameter is there with another value, and parameters never change.</exception>
    public Task LogAsync(string runId, IReadOnlyList<MlflowEntry> parameters, IReadOnlyList<MlflowEntry> tags, IReadOnlyList<MlflowMetric> metrics, CancellationToken cancel) =>
        log.WriteAsync(runId, parameters, tags, metrics, cancel);

    /// <summary>Notes what a run read. Noting the same again changes nothing.</summary>
    public Task LogInputsAsync(string runId, IReadOnlyList<MlflowDataset> datasets, CancellationToken cancel) => http.PostAsync(
        "runs/log-inputs",
        new
        {
            RunId = runId,
            Datasets = datasets.Select(dataset => new
            {
                Tags = new[] { new MlflowEntry(StandardTags.DataContext, dataset.Context) },
                Dataset = new { dataset.Name, dataset.Digest, dataset.SourceType, dataset.Source, Schema = dataset.Schema ?? "", dataset.Profile },
            }),
        },
        cancel);

    /// <summary>All points of a metric, page by page; none where there is no such metric.</summary>
    public IAsyncEnumerable<MlflowMetric> HistoryAsync(string runId, string key, CancellationToken cancel) => log.HistoryAsync(runId, key, cancel);
}
