using System.Security.Cryptography;
using System.Text;
using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Recording.Mlflow.Files;

/// <summary>An experiment's folder.</summary>
/// <param name="folder">Absolute path; its name is the experiment's id.</param>
/// <param name="drafts">On the same file system, where MLflow does not look: what is being made or replaced lies there meanwhile.</param>
internal sealed class FileExperiment(string folder, string drafts) : MlflowExperiment
{
    private static readonly string OurTags = Path.Combine("tags", MlflowTags.Ours);

    private readonly Dictionary<string, string> known = Index(folder);

    private string Id => Path.GetFileName(folder);

    /// <summary>The folder of a <c>file:</c> address.</summary>
    public static string FolderOf(string artifactUri) => new Uri(artifactUri).LocalPath;

    /// <inheritdoc/>
    public override MlflowReference? Find(string id, string receiptSha256) =>
        known.TryGetValue(id, out var place) && IsDone(place, receiptSha256) ? ReferenceOf(place) : null;

    /// <inheritdoc/>
    public override async Task<MlflowReference> BeginAsync(MlflowRun run, CancellationToken cancel) =>
        known.TryGetValue(run.Id, out var place) ? ReferenceOf(place) : await WriteAsync(run, cancel);

    /// <inheritdoc/>
    public override async Task<MlflowReference> WriteAsync(MlflowRun run, CancellationToken cancel)
    {
        var place = known.GetValueOrDefault(run.Id) ?? Path.Combine(folder, NewId(run.Id));
        try
        {
            if (!IsDone(place, run.ReceiptSha256))
            {
                foreach (var dataset in run.Datasets)
                {
                    WriteDataset(dataset);
                }

                await ReplaceAsync(place, draft => RunFolder.WriteAsync(draft, run, ReferenceOf(place), Id, cancel));
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw FileStore.Unwritable(folder, fault);
        }

        known[run.Id] = place;

        return ReferenceOf(place);
    }

    /// <inheritdoc/>
    public override Task DescribeAsync(string note, CancellationToken cancel)
    {
        try
        {
            WholeFile.Write(Path.Combine(folder, "tags", MlflowTags.Note), note);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw FileStore.Unwritable(folder, fault);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task AttachAsync(MlflowReference run, IReadOnlyList<MlflowArtifact> files, CancellationToken cancel)
    {
        try
        {
            foreach (var file in files)
            {
                await RunFolder.CopyAsync(FolderOf(run.ArtifactUri), file, cancel);
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw FileStore.Unwritable(folder, fault);
        }
    }

    /// <inheritdoc/>
    public override Task<int> EndAbandonedAsync(string store, IReadOnlySet<string> held, long now, CancellationToken cancel)
    {
        var ended = 0;
        foreach (var (_, place) in known.Where(run => !held.Contains(run.Key) && TagOf(run.Value, MlflowTags.Store) == store))
        {
            ended += RunFolder.End(place, MlflowStatus.Killed, now) ? 1 : 0;
        }

        return Task.FromResult(ended);
    }

    // As it is to be, or deleted by somebody, whereby it stays.
    private static bool IsDone(string place, string receiptSha256) =>
        TagOf(place, MlflowTags.Receipt) == receiptSha256 || MetaFile.Read(place)?.GetValueOrDefault("lifecycle_stage") == "deleted";

    private static MlflowReference ReferenceOf(string place) => new(Path.GetFileName(place), FileStore.UriOf(Path.Combine(place, "artifacts")));

    // A run is there whole or not at all. What people added to one that is replaced, a note, a metric, a file, is kept.
    private async Task ReplaceAsync(string place, Func<string, Task> write)
    {
        var draft = Path.Combine(drafts, $"{Path.GetFileName(place)}-{System.Environment.ProcessId}");
        var old = $"{draft}-old";
        try
        {
            await write(draft);
            if (Directory.Exists(place))
            {
                KeepForeign(place, draft);
                Directory.Move(place, old);
            }

            Directory.Move(draft, place);
        }
        finally
        {
            foreach (var rest in new[] { draft, old }.Where(Directory.Exists))
            {
                Directory.Delete(rest, recursive: true);
            }
        }
    }

    private static void KeepForeign(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(from, file)).Where(file => !file.StartsWith(OurTags, StringComparison.Ordinal)))
        {
            var copy = Path.Combine(to, file);
            if (!File.Exists(copy))
            {
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(Path.Combine(from, file), copy);
            }
        }
    }

    private void WriteDataset(MlflowDataset dataset)
    {
        var path = Path.Combine(folder, "datasets", RunFolder.DatasetId(dataset), MetaFile.Name);
        if (!File.Exists(path))
        {
            WholeFile.Write(path, MetaFile.Text(new Dictionary<string, object?>
            {
                ["digest"] = dataset.Digest,
                ["name"] = dataset.Name,
                ["profile"] = dataset.Profile,
                ["schema"] = null,
                ["source"] = dataset.Source,
                ["source_type"] = dataset.SourceType,
            }));
        }
    }

    private static Dictionary<string, string> Index(string folder)
    {
        var runs = new Dictionary<string, string>();
        foreach (var place in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            if (TagOf(place, MlflowTags.RunId) is { } id)
            {
                runs.TryAdd(id, place);
            }
        }

        return runs;
    }

    private static string? TagOf(string place, string tag)
    {
        var path = Path.Combine(place, "tags", tag);

        return File.Exists(path) ? File.ReadAllText(path) : null;
    }

    // MLflow draws it at random. Drawn from the experiment and the run, two processes that start at once write one copy, not two.
    private string NewId(string run) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{Id}/{run}")))[..32];
}
