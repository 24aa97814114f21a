using Reproducible.Runs;

namespace Reproducible.Store;

/// <summary>Finds what no plan refers to, and deletes it. What belongs to a run that somebody works on is left alone.</summary>
/// <param name="store">The store to look through.</param>
/// <param name="planned">All runs that any experiment asks for, sources included.</param>
public sealed class StoreGarbage(RunStore store, IReadOnlyCollection<PlannedRun> planned)
{
    private const string Verifications = ".verify";

    private string Running => Path.Combine(store.Folder, RunStore.Running);

    /// <summary>What there is, in order of paths within each kind. Changes nothing.</summary>
    public IReadOnlyList<Garbage> Find()
    {
        var kept = Kept();

        return [.. Runs(kept), .. Working(kept), .. Leftovers(), .. new UnnamedFiles(store, planned, kept).Find(), .. Verified()];
    }

    /// <summary>Deletes one thing; under its run's lock, where it belongs to a run.</summary>
    /// <returns>False: it stays, as it is not deletable or somebody works on its run.</returns>
    /// <exception cref="ReproducibleException">The system refuses.</exception>
    public bool Delete(Garbage garbage)
    {
        ArgumentNullException.ThrowIfNull(garbage);

        if (!garbage.Deletable)
        {
            return false;
        }

        try
        {
            using var held = garbage.RunId is { } id ? RunLock.TryTake(LockOf(id)) : null;
            if (garbage.RunId is not null && held is null)
            {
                return false;
            }

            if (Directory.Exists(garbage.Path))
            {
                Directory.Delete(garbage.Path, recursive: true);
            }
            else
            {
                File.Delete(garbage.Path);
            }

            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ReproducibleException($"'{garbage.Path}' cannot be deleted: {fault.Message}", "Mend its rights, or delete it by hand.", fault);
        }
    }

    private HashSet<string> Kept()
    {
        var kept = planned.Select(run => run.Id).ToHashSet(StringComparer.Ordinal);
        var left = new Queue<string>(kept);
        while (left.TryDequeue(out var id))
        {
            if (ReceiptOf(id).Receipt?.SourceId is { } source && kept.Add(source))
            {
                left.Enqueue(source);
            }
        }

        return kept;
    }

    private IEnumerable<Garbage> Runs(HashSet<string> kept)
    {
        foreach (var id in store.Ids)
        {
            var (receipt, problem) = ReceiptOf(id);
            problem ??= receipt is null ? $"'{store.FolderOf(id)}' has no receipt." : null;
            if (kept.Contains(id))
            {
                if (problem is not null)
                {
                    yield return Folder(store.FolderOf(id), $"in a plan, so it stays until its run is done again: {problem}", deletable: false, id);
                }
            }
            else if (!Held(id))
            {
                yield return Folder(store.FolderOf(id), problem is null ? $"no plan refers to it ({receipt!.Experiment ?? "experiment unknown"})" : $"no plan refers to it: {problem}", deletable: true, id);
            }
        }
    }

    private IEnumerable<Garbage> Working(HashSet<string> kept)
    {
        foreach (var path in Folders(Running))
        {
            var name = Path.GetFileName(path);
            var id = name.Split('.')[0];
            var reason = Path.GetExtension(name) switch
            {
                RunWork.ReplacedSuffix => "left of a run that was replaced",
                RunWork.OutgoingSuffix => "left of a run that was broken off while it was put together",
                _ when IsFinished(id) => "checkpoints of a run that is finished",
                _ => kept.Contains(id) ? null : "an unfinished run that no plan refers to",
            };
            if (reason is not null && !Held(id))
            {
                yield return Folder(path, reason, deletable: true, id);
            }
        }
    }

    private IEnumerable<Garbage> Leftovers() =>
        Folders(store.Folder).Where(folder => Path.GetFileName(folder) is not (RunStore.Running or Verifications)).Prepend(store.Folder)
            .SelectMany(StoredFiles.In)
            .Where(file => file.Extension is DurableFile.PartialSuffix or ".tmp" or ".old" && StoredFiles.IsSettled(file))
            .Select(file => new Garbage(file.FullName, file.Length, "left of a write that was broken off", Deletable: true, RunId: null));

    private IEnumerable<Garbage> Verified() => new[] { store.Folder, Path.GetDirectoryName(store.Folder)! }
        .SelectMany(place => Folders(Path.Combine(place, Verifications)))
        .Where(folder => !Directory.EnumerateFiles(folder, "*.lock", SearchOption.AllDirectories).Any(RunLock.IsHeld))
        .Select(folder => Folder(folder, "left of a verification that was broken off", deletable: true, runId: null));

    private (Receipt? Receipt, string? Problem) ReceiptOf(string id)
    {
        try
        {
            return (store.FindReceipt(id), null);
        }
        catch (ReproducibleException fault)
        {
            return (null, fault.Problem);
        }
    }

    private bool IsFinished(string id) => ReceiptOf(id).Receipt?.Status == RunStatus.Finished;

    private bool Held(string id) => RunLock.IsHeld(LockOf(id));

    private string LockOf(string id) => Path.Combine(Running, $"{id}.lock");

    private static IEnumerable<string> Folders(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal) : [];

    private static Garbage Folder(string path, string reason, bool deletable, string? runId) =>
        new(path, new DirectoryInfo(path).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length), reason, deletable, runId);
}
