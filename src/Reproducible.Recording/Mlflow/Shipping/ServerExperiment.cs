using System.Collections.Concurrent;
using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Recording.Mlflow.Shipping;

/// <summary>An experiment on a tracking server.</summary>
/// <param name="datasets">Digests that the server knows, and the turn of those that it does not: told of the same new one twice at once, it breaks its database's rules.</param>
internal sealed class ServerExperiment(MlflowClient client, KnownDatasets datasets, ExperimentInfo info) : MlflowExperiment
{
    private readonly ConcurrentDictionary<string, RunInfo> known = [];

    // Second copies, empty: a slow server made them after their request had been given up, and the run had been made by another.
    private readonly List<RunInfo> late = [];

    /// <summary>Finds the runs that were written before, by their tag; deleted ones too, which are not to come back.</summary>
    public async Task IndexAsync(CancellationToken cancel)
    {
        var there = new List<RunInfo>();
        await foreach (var run in client.Runs.SearchAsync([info.ExperimentId], RunFilter.HasTag(MlflowTags.RunId), LifecycleView.All, cancel))
        {
            there.Add(run);
        }

        var parents = there.Select(run => run.ParentRunId).ToHashSet();
        foreach (var copies in there.GroupBy(run => run.Tags.GetValueOrDefault(MlflowTags.RunId, "")))
        {
            // Were there two of an id, every call would pick the same: one that is not deleted, that ended, that has children, else the oldest.
            var own = copies.OrderBy(run => run.IsDeleted).ThenBy(run => run.Status == MlflowStatus.Running).ThenByDescending(run => parents.Contains(run.RunId)).First();
            known[copies.Key] = own;
            late.AddRange(copies.Where(run => run != own && run is { IsDeleted: false, Status: MlflowStatus.Running, Params.Count: 0, Metrics.Count: 0 } && !parents.Contains(run.RunId)));
        }
    }

    /// <inheritdoc/>
    public override MlflowReference? Find(string id, string receiptSha256) =>
        known.TryGetValue(id, out var copy) && (copy.IsDeleted || IsWhole(copy, receiptSha256)) ? PlaceOf(copy) : null;

    /// <inheritdoc/>
    public override async Task<MlflowReference> BeginAsync(MlflowRun run, CancellationToken cancel) =>
        PlaceOf(known.TryGetValue(run.Id, out var copy) ? copy : await CreateAsync(run, cancel));

    /// <inheritdoc/>
    public override async Task<MlflowReference> WriteAsync(MlflowRun run, CancellationToken cancel)
    {
        var isNew = !known.TryGetValue(run.Id, out var copy);
        copy ??= await CreateAsync(run, cancel);
        if (!copy.IsDeleted && !IsWhole(copy, run.ReceiptSha256))
        {
            await FillAsync(copy, run, isNew, cancel);
            known[run.Id] = copy with
            {
                Status = run.Status,
                Tags = run.Tags.ToDictionary(tag => tag.Key, tag => tag.Value),
                Metrics = run.Metrics.GroupBy(point => point.Key).ToDictionary(points => points.Key, points => points.Last()),
            };
        }

        return PlaceOf(copy);
    }

    /// <inheritdoc/>
    public override async Task DescribeAsync(string note, CancellationToken cancel)
    {
        await client.Experiments.SetTagAsync(info.ExperimentId, MlflowTags.Note, note, cancel);
        if (!info.Tags.ContainsKey(MlflowTags.ExperimentKind))
        {
            // Else MLflow 3 opens its pages for language models.
            await client.Experiments.SetTagAsync(info.ExperimentId, MlflowTags.ExperimentKind, "custom_model_development", cancel);
        }
    }

    /// <inheritdoc/>
    public override async Task AttachAsync(MlflowReference run, IReadOnlyList<MlflowArtifact> files, CancellationToken cancel)
    {
        foreach (var file in files)
        {
            await client.Artifacts.WriteAsync(run.ArtifactUri, file, cancel);
        }
    }

    /// <inheritdoc/>
    public override async Task<int> EndAbandonedAsync(string store, IReadOnlySet<string> held, long now, CancellationToken cancel)
    {
        var abandoned = known.Where(run =>
            run.Value is { Status: MlflowStatus.Running, IsDeleted: false } && !held.Contains(run.Key) && run.Value.Tags.GetValueOrDefault(MlflowTags.Store) == store).ToList();
        foreach (var (id, run) in abandoned)
        {
            await client.Runs.UpdateAsync(run.RunId, MlflowStatus.Killed, now, name: null, cancel);
            known[id] = run with { Status = MlflowStatus.Killed };
        }

        var second = late.Where(run => run.Tags.GetValueOrDefault(MlflowTags.Store) == store).ToList();
        foreach (var run in second)
        {
            await client.Runs.UpdateAsync(run.RunId, MlflowStatus.Killed, now, name: null, cancel);
            await client.Runs.DeleteAsync(run.RunId, cancel);
            late.Remove(run);
        }

        return abandoned.Count + second.Count;
    }

    private static MlflowReference PlaceOf(RunInfo copy) => new(copy.RunId, copy.ArtifactUri);

    private static bool IsWhole(RunInfo copy, string receiptSha256) =>
        copy.Status is MlflowStatus.Finished or MlflowStatus.Failed && copy.Tags.GetValueOrDefault(MlflowTags.Receipt) == receiptSha256;

    private async Task<RunInfo> CreateAsync(MlflowRun run, CancellationToken cancel) => known[run.Id] = await client.Runs.CreateAsync(
        new(info.ExperimentId)
        {
            Name = run.Name,
            User = run.User,
            StartTime = run.StartTime,
            // All of them, which costs a server less than tags that come later.
            Tags = run.Tags,
            UniqueTag = MlflowTags.RunId,
        },
        cancel);

    // RUNNING first, unless it is: were this to break off, the copy would not pass for whole.
    private async Task FillAsync(RunInfo copy, MlflowRun run, bool isNew, CancellationToken cancel)
    {
        if (copy.Status != MlflowStatus.Running)
        {
            await client.Runs.UpdateAsync(copy.RunId, MlflowStatus.Running, endTime: null, run.Name, cancel);
        }

        foreach (var stale in copy.Tags.Keys.Where(key => key.StartsWith(MlflowTags.Ours, StringComparison.Ordinal)).Except(run.Tags.Select(tag => tag.Key)))
        {
            await client.Runs.DeleteTagAsync(copy.RunId, stale, cancel);
        }

        await client.Runs.LogAsync(copy.RunId, run.Params, isNew ? [] : run.Tags, run.IsSummary ? Changed(copy, run) : await MissingAsync(copy, run, cancel), cancel);
        if (run.Datasets.Count > 0)
        {
            await datasets.LogAsync(run.Datasets, () => client.Runs.LogInputsAsync(copy.RunId, run.Datasets, cancel), cancel);
        }

        await AttachAsync(PlaceOf(copy), run.Artifacts, cancel);
        await client.Runs.UpdateAsync(copy.RunId, run.Status, run.EndTime, name: null, cancel);
    }

    // The latest point is what pages show, and none can be taken back: what changed is logged later than what is there.
    private static List<MlflowMetric> Changed(RunInfo copy, MlflowRun run) =>
        [.. run.Metrics
            .Where(point => !copy.Metrics.TryGetValue(point.Key, out var latest) || latest.Value != point.StoredValue)
            .Select(point => copy.Metrics.TryGetValue(point.Key, out var latest) ? point with { Timestamp = Math.Max(point.Timestamp, latest.Timestamp + 1) } : point)];

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
}
