using System.Runtime.CompilerServices;

namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>
/// MLflow's REST API, as far as recording needs it: one method a call, with MLflow's limits and traps taken care of.
/// It knows nothing of experiments and receipts.
/// </summary>
/// <param name="http">The server; the caller disposes of it.</param>
internal sealed class MlflowClient(MlflowHttp http)
{
    private const string Api = "api/2.0/mlflow/";

    // Requests without max_results mean something else on each server: none, all, or pages that never end.
    private const int PageSize = 1000;

    /// <summary>The experiment of a name, deleted ones included; null: there is none.</summary>
    public async Task<ExperimentInfo?> FindExperimentAsync(string name, CancellationToken cancel)
    {
        try
        {
            var answer = await http.GetAsync($"{Api}experiments/get-by-name?experiment_name={Uri.EscapeDataString(name)}", cancel);

            return RestJson.Read<ExperimentInfo>(RestJson.Field(answer, "experiment"));
        }
        catch (MlflowFailureException failure) when (failure.Code == "RESOURCE_DOES_NOT_EXIST")
        {
            return null;
        }
    }

    /// <summary>Makes an experiment; answers its id.</summary>
    /// <exception cref="MlflowFailureException">With code RESOURCE_ALREADY_EXISTS: one of that name exists, perhaps deleted.</exception>
    public async Task<string> CreateExperimentAsync(string name, CancellationToken cancel) =>
        RestJson.Text(await http.PostAsync($"{Api}experiments/create", new { Name = name }, cancel), "experiment_id");

    /// <summary>Sets a tag of an experiment.</summary>
    public Task SetExperimentTagAsync(string experimentId, string key, string value, CancellationToken cancel) =>
        http.PostAsync($"{Api}experiments/set-experiment-tag", new { ExperimentId = experimentId, Key = key, Value = value }, cancel);

    /// <summary>Active runs of an experiment, oldest first, page by page.</summary>
    /// <param name="filter">MLflow's filter language: <c>tags.a.b = 'c'</c>.</param>
    public async IAsyncEnumerable<RunInfo> SearchRunsAsync(string experimentId, string filter, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (string? token = ""; token is not null;)
        {
            var body = new { ExperimentIds = new[] { experimentId }, Filter = filter, RunViewType = "ACTIVE_ONLY", MaxResults = PageSize, OrderBy = new[] { "attributes.start_time ASC" }, PageToken = token };
            var answer = await http.PostAsync($"{Api}runs/search", body, cancel);
            foreach (var run in RestJson.Items(answer, "runs"))
            {
                yield return RunInfo.Of(run);
            }

            token = RestJson.Next(answer, token);
        }
    }

    /// <summary>Starts a run; its status is RUNNING.</summary>
    /// <param name="findExisting">Asked before a second attempt: the first one's answer may have been lost on its way back.</param>
    public Task<RunInfo> CreateRunAsync(
        string experimentId, string name, string user, long startTime, IReadOnlyList<MlflowEntry> tags, Func<CancellationToken, Task<RunInfo?>> findExisting, CancellationToken cancel)
    {
        var body = new { ExperimentId = experimentId, UserId = user, RunName = name, StartTime = startTime, Tags = tags };

        return http.RetryAsync(
            async (attempt, stop) => (attempt > 0 ? await findExisting(stop) : null)
                ?? RunInfo.Of(RestJson.Field(await http.PostOnceAsync($"{Api}runs/create", body, stop), "run")),
            cancel);
    }

    /// <summary>Sets a run's status, its end, and its name.</summary>
    /// <param name="endTime">Milliseconds since 1970; null: it has not ended.</param>
    public Task UpdateRunAsync(string runId, MlflowStatus status, string name, long? endTime, CancellationToken cancel) => http.PostAsync(
        $"{Api}runs/update",
        endTime is { } end
            ? (object)new { RunId = runId, Status = WordOf(status), RunName = name, EndTime = end }
            : new { RunId = runId, Status = WordOf(status), RunName = name },
        cancel);

    /// <summary>Logs any number of parameters, tags and metrics, in as few requests as the limits allow.</summary>
    public async Task LogAsync(string runId, IReadOnlyList<MlflowEntry> parameters, IReadOnlyList<MlflowEntry> tags, IReadOnlyList<MlflowMetric> metrics, CancellationToken cancel)
    {
        foreach (var batch in LogBatch.Split(runId, parameters, tags, metrics))
        {
            await http.PostAsync($"{Api}runs/log-batch", batch, cancel);
        }
    }

    /// <summary>Takes a tag away; that it is not there is no failure.</summary>
    public async Task DeleteTagAsync(string runId, string key, CancellationToken cancel)
    {
        try
        {
            await http.PostAsync($"{Api}runs/delete-tag", new { RunId = runId, Key = key }, cancel);
        }
        catch (MlflowFailureException failure) when (failure.Code == "RESOURCE_DOES_NOT_EXIST")
        {
            // Gone already.
        }
    }

    /// <summary>Notes what a run read.</summary>
    public Task LogInputsAsync(string runId, IReadOnlyList<MlflowDataset> datasets, CancellationToken cancel) => http.PostAsync(
        $"{Api}runs/log-inputs",
        new
        {
            RunId = runId,
            Datasets = datasets.Select(dataset => new
            {
                Tags = new[] { new MlflowEntry(MlflowTags.DataContext, dataset.Context) },
                Dataset = new { dataset.Name, dataset.Digest, dataset.SourceType, dataset.Source, dataset.Profile },
            }),
        },
        cancel);

    /// <summary>All points of a metric.</summary>
    public async Task<IReadOnlyList<MlflowMetric>> HistoryAsync(string runId, string key, CancellationToken cancel)
    {
        var points = new List<MlflowMetric>();
        for (string? token = ""; token is not null;)
        {
            var page = token.Length > 0 ? $"&page_token={Uri.EscapeDataString(token)}" : "";
            var answer = await http.GetAsync($"{Api}metrics/get-history?run_id={runId}&metric_key={Uri.EscapeDataString(key)}&max_results={PageSize}{page}", cancel);
            points.AddRange(RestJson.Items(answer, "metrics").Select(RestJson.Read<MlflowMetric>));
            token = RestJson.Next(answer, token);
        }

        return points;
    }

    private static string WordOf(MlflowStatus status) => status.ToString().ToUpperInvariant();
}

/// <summary>An experiment as a server describes it.</summary>
/// <param name="LifecycleStage"><c>active</c> or <c>deleted</c>.</param>
internal sealed record ExperimentInfo(string ExperimentId, string Name, string ArtifactLocation, string LifecycleStage);
