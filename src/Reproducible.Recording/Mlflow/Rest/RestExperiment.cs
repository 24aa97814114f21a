using System.Collections.Concurrent;

namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>An experiment on a tracking server.</summary>
/// <param name="inputs">Lets one request through that names datasets: told of the same new one twice at once, a server breaks its database's rules.</param>
internal sealed class RestExperiment(MlflowClient client, RestArtifacts artifacts, SemaphoreSlim inputs, ExperimentInfo info) : MlflowExperiment
{
    private readonly ConcurrentDictionary<string, RunInfo> known = [];

    /// <summary>Finds the runs that were written before, by their tag.</summary>
    public async Task IndexAsync(CancellationToken cancel)
    {
        await foreach (var run in client.SearchRunsAsync(info.ExperimentId, $"tags.{MlflowTags.RunId} LIKE '%'", cancel))
        {
            // Oldest first: were there two of an id, every call would pick the same.
            known.TryAdd(run.Tags.GetValueOrDefault(MlflowTags.RunId, ""), run);
        }
    }

    /// <inheritdoc/>
    public override async Task<MlflowReference> WriteAsync(MlflowRun run, CancellationToken cancel)
    {
        if (known.TryGetValue(run.Id, out var copy))
        {
            if (!copy.IsWhole(run.ReceiptSha256))
            {
                await UpdateAsync(copy, run, cancel);
            }
        }
        else
        {
            copy = await CreateAsync(run, cancel);
            await FillAsync(copy, run, run.Metrics, cancel);
        }

        return new(copy.RunId, copy.ArtifactUri);
    }

    /// <inheritdoc/>
    public override async Task DescribeAsync(string note, MlflowReference carrier, IReadOnlyList<MlflowArtifact> files, CancellationToken cancel)
    {
        await client.SetExperimentTagAsync(info.ExperimentId, MlflowTags.Note, note, cancel);
        foreach (var file in files)
        {
            await artifacts.WriteAsync(carrier.ArtifactUri, file, cancel);
        }
    }

    private async Task<RunInfo> CreateAsync(MlflowRun run, CancellationToken cancel)
    {
        var id = new MlflowEntry(MlflowTags.RunId, run.Id);
        var created = await client.CreateRunAsync(info.ExperimentId, run.Name, run.User, run.StartTime, [id], FindAsync, cancel);

        return known[run.Id] = created;

        async Task<RunInfo?> FindAsync(CancellationToken stop)
        {
            await foreach (var found in client.SearchRunsAsync(info.ExperimentId, $"tags.{MlflowTags.RunId} = '{run.Id}'", stop))
            {
                return found;
            }

            return null;
        }
    }

    // RUNNING first: were this to break off, the copy would not pass for whole.
    private async Task UpdateAsync(RunInfo copy, MlflowRun run, CancellationToken cancel)
    {
        await client.UpdateRunAsync(copy.RunId, MlflowStatus.Running, run.Name, endTime: null, cancel);
        foreach (var stale in copy.Tags.Keys.Where(key => key.StartsWith(MlflowTags.Ours, StringComparison.Ordinal)).Except(run.Tags.Select(tag => tag.Key)))
        {
            await client.DeleteTagAsync(copy.RunId, stale, cancel);
        }

        await FillAsync(copy, run, await MissingAsync(copy, run, cancel), cancel);
    }

    private async Task FillAsync(RunInfo copy, MlflowRun run, IReadOnlyList<MlflowMetric> metrics, CancellationToken cancel)
    {
        await client.LogAsync(copy.RunId, run.Params, run.Tags, metrics, cancel);
        await LogInputsAsync(copy, run, cancel);
        foreach (var artifact in run.Artifacts)
        {
            await artifacts.WriteAsync(copy.ArtifactUri, artifact, cancel);
        }

        await client.UpdateRunAsync(copy.RunId, run.Status, run.Name, run.EndTime, cancel);
    }

    private async Task LogInputsAsync(RunInfo copy, MlflowRun run, CancellationToken cancel)
    {
        await inputs.WaitAsync(cancel);
        try
        {
            await client.LogInputsAsync(copy.RunId, run.Datasets, cancel);
        }
        finally
        {
            inputs.Release();
        }
    }

    // Points cannot be taken back or replaced, and some servers keep a point twice that is sent twice.
    private async Task<IReadOnlyList<MlflowMetric>> MissingAsync(RunInfo copy, MlflowRun run, CancellationToken cancel)
    {
        var there = new HashSet<(string, long, double)>();
        foreach (var key in run.Metrics.Select(metric => metric.Key).Distinct().Where(copy.Metrics.Contains))
        {
            there.UnionWith((await client.HistoryAsync(copy.RunId, key, cancel)).Select(point => (point.Key, point.Step, Stored(point.Value))));
        }

        return [.. run.Metrics.Where(point => !there.Contains((point.Key, point.Step, Stored(point.Value))))];
    }

    // A server with a database has no infinity, only the largest double.
    private static double Stored(double value) => double.IsInfinity(value) ? Math.CopySign(double.MaxValue, value) : value;
}
