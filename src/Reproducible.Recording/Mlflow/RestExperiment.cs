using System.Collections.Concurrent;
using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Recording.Mlflow;

/// <summary>An experiment on a tracking server.</summary>
/// <param name="inputs">Lets one request through that names datasets: told of the same new one twice at once, a server breaks its database's rules.</param>
internal sealed class RestExperiment(MlflowClient client, SemaphoreSlim inputs, ExperimentInfo info) : MlflowExperiment
{
    private readonly ConcurrentDictionary<string, RunInfo> known = [];

    /// <summary>Finds the runs that were written before, by their tag.</summary>
    public async Task IndexAsync(CancellationToken cancel)
    {
        await foreach (var run in client.Runs.SearchAsync([info.ExperimentId], RunFilter.HasTag(MlflowTags.RunId), LifecycleView.ActiveOnly, cancel))
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
            if (!IsWhole(copy, run.ReceiptSha256))
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
        await client.Experiments.SetTagAsync(info.ExperimentId, MlflowTags.Note, note, cancel);
        foreach (var file in files)
        {
            await client.Artifacts.WriteAsync(carrier.ArtifactUri, file, cancel);
        }
    }

    private async Task<RunInfo> CreateAsync(MlflowRun run, CancellationToken cancel)
    {
        var created = await client.Runs.CreateAsync(
            new(info.ExperimentId) { Name = run.Name, User = run.User, StartTime = run.StartTime, Tags = [new(MlflowTags.RunId, run.Id)], UniqueTag = MlflowTags.RunId }, cancel);

        return known[run.Id] = created;
    }

    // RUNNING first: were this to break off, the copy would not pass for whole.
    private async Task UpdateAsync(RunInfo copy, MlflowRun run, CancellationToken cancel)
    {
        await client.Runs.UpdateAsync(copy.RunId, MlflowStatus.Running, endTime: null, run.Name, cancel);
        foreach (var stale in copy.Tags.Keys.Where(key => key.StartsWith(MlflowTags.Ours, StringComparison.Ordinal)).Except(run.Tags.Select(tag => tag.Key)))
        {
            await client.Runs.DeleteTagAsync(copy.RunId, stale, cancel);
        }

        await FillAsync(copy, run, await MissingAsync(copy, run, cancel), cancel);
    }

    private async Task FillAsync(RunInfo copy, MlflowRun run, IReadOnlyList<MlflowMetric> metrics, CancellationToken cancel)
    {
        await client.Runs.LogAsync(copy.RunId, run.Params, run.Tags, metrics, cancel);
        await LogInputsAsync(copy, run, cancel);
        foreach (var artifact in run.Artifacts)
        {
            await client.Artifacts.WriteAsync(copy.ArtifactUri, artifact, cancel);
        }

        await client.Runs.UpdateAsync(copy.RunId, run.Status, run.EndTime, run.Name, cancel);
    }

    private async Task LogInputsAsync(RunInfo copy, MlflowRun run, CancellationToken cancel)
    {
        await inputs.WaitAsync(cancel);
        try
        {
            await client.Runs.LogInputsAsync(copy.RunId, run.Datasets, cancel);
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
        foreach (var key in run.Metrics.Select(metric => metric.Key).Distinct().Where(copy.Metrics.ContainsKey))
        {
            await foreach (var point in client.Runs.HistoryAsync(copy.RunId, key, cancel))
            {
                there.Add((point.Key, point.Step, point.StoredValue));
            }
        }

        return [.. run.Metrics.Where(point => !there.Contains((point.Key, point.Step, point.StoredValue)))];
    }

    // The copy of this receipt, written to its end.
    private static bool IsWhole(RunInfo copy, string receiptSha256) =>
        copy.Status is MlflowStatus.Finished or MlflowStatus.Failed && copy.Tags.GetValueOrDefault(MlflowTags.Receipt) == receiptSha256;
}
