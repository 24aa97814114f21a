namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>Sends what is logged to runs, and reads metrics back.</summary>
internal sealed class RunLog(MlflowHttp http, int lanes)
{
    // The most that servers give at once. Without max_results some give nothing and a page that never ends.
    private const int PageSize = 25_000;

    public async Task WriteAsync(string runId, IReadOnlyList<MlflowEntry> parameters, IReadOnlyList<MlflowEntry> tags, IReadOnlyList<MlflowMetric> metrics, CancellationToken cancel)
    {
        var (own, all) = (Limits.Params(parameters), tags.Select(Limits.Tag).ToList());
        metrics = NewestFirst(metrics);
        if (metrics.Count <= LogBatch.MaximumMetrics)
        {
            await SendAsync(LogBatch.Split(runId, own, all, metrics), cancel);
            return;
        }

        // Entries first: after a conflict of parameters nothing else is to be there.
        await SendAsync(LogBatch.Split(runId, own, all, []), cancel);
        await Parallel.ForEachAsync(
            MetricLanes.Of(metrics, lanes),
            new ParallelOptions { MaxDegreeOfParallelism = lanes, CancellationToken = cancel },
            async (lane, stop) => await SendAsync(LogBatch.Split(runId, [], [], lane), stop));
    }

    public IAsyncEnumerable<MlflowMetric> HistoryAsync(string runId, string key, CancellationToken cancel) => http.PagesAsync(
        token => $"metrics/get-history?run_id={Uri.EscapeDataString(runId)}&metric_key={Uri.EscapeDataString(key)}&max_results={PageSize}{(token.Length > 0 ? $"&page_token={Uri.EscapeDataString(token)}" : "")}",
        "metrics",
        RestJson.Read<MlflowMetric>,
        cancel);

    // A server holds each point against the latest that it knows of the key, and writes that anew when the point is newer: so it does once.
    private static List<MlflowMetric> NewestFirst(IReadOnlyList<MlflowMetric> metrics) => [.. metrics.GroupBy(point => point.Key).SelectMany(points => points.Reverse())];

    private async Task SendAsync(IEnumerable<LogBatch> batches, CancellationToken cancel)
    {
        foreach (var batch in batches)
        {
            await http.RetryAsync(
                async attempt =>
                {
                    var left = attempt.MayHaveArrived ? await MissingOfAsync(batch, attempt.Cancel) : batch;

                    return left.Count == 0 ? default : await http.PostOnceAsync("runs/log-batch", left, attempt.Cancel);
                },
                cancel);
        }
    }

    // Servers with a database keep a point once that is sent twice, those with files keep it twice.
    private async Task<LogBatch> MissingOfAsync(LogBatch batch, CancellationToken cancel)
    {
        var there = new HashSet<MlflowMetric>();
        foreach (var key in batch.Metrics.Select(point => point.Key).Distinct())
        {
            await foreach (var point in HistoryAsync(batch.RunId, key, cancel))
            {
                there.Add(point with { Value = point.StoredValue });
            }
        }

        return batch.Without(point => there.Contains(point with { Value = point.StoredValue }));
    }
}
