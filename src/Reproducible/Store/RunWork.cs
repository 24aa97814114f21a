using Reproducible.Runs;
using Reproducible.Torch;

namespace Reproducible.Store;

/// <summary>A run in hand, under its lock. What it writes lies in a folder of its own until it is whole.</summary>
public sealed class RunWork : IDisposable
{
    private readonly RunStore store;
    private readonly string id;
    private readonly RunLock held;

    internal RunWork(RunStore store, string id, RunLock held, string folder)
    {
        (this.store, this.id, this.held, Folder) = (store, id, held, folder);
        Directory.CreateDirectory(folder);
    }

    /// <summary>Absolute path; what a killed worker left is still there.</summary>
    public string Folder { get; }

    /// <summary>Where a killed run is taken up again.</summary>
    public CheckpointFolder Checkpoints => new(Folder);

    /// <summary>Absolute path of the trace while the run goes on.</summary>
    public string Trace => Path.Combine(Folder, RunFiles.Trace);

    /// <summary>Makes the run whole: its folder appears in the store with all of its files, or not at all; an older one is replaced.</summary>
    /// <param name="writeFiles">Writes further files into the folder it is given: weights, a log.</param>
    /// <param name="receipt">Is given the hash of each file of the folder, by name.</param>
    /// <exception cref="ReproducibleException">The disk is full or read-only.</exception>
    public RunRecord Finish(RunSpec spec, IReadOnlyList<EpochMetrics> epochs, Action<string> writeFiles, Func<IReadOnlyDictionary<string, string>, Receipt> receipt)
    {
        try
        {
            ClearAllButTrace();
            writeFiles(Folder);
            EpochTable.Write(Path.Combine(Folder, RunFiles.Metrics), epochs);
            var files = Directory.EnumerateFiles(Folder).Order(StringComparer.Ordinal).ToList();
            var written = receipt(files.ToDictionary(file => Path.GetFileName(file), FileHash.Of));
            File.WriteAllBytes(Path.Combine(Folder, ReceiptFile.Name), ReceiptFile.Write(written));
            foreach (var file in Directory.EnumerateFiles(Folder))
            {
                DurableFile.FlushFile(file);
            }

            DurableFile.FlushFolder(Folder);
            Replace(store.FolderOf(id));
            DurableFile.FlushFolder(store.Folder);

            return new(spec, written, epochs, store.FolderOf(id), Reused: false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or TorchException)
        {
            throw store.Unwritable(id, fault);
        }
    }

    /// <summary>Gives the run back. What was not finished stays for whoever takes it up.</summary>
    public void Dispose() => held.Dispose();

    // Checkpoints, and what a process that was killed in the midst of this left.
    private void ClearAllButTrace()
    {
        foreach (var file in Directory.EnumerateFiles(Folder).Where(file => file != Trace).ToList())
        {
            File.Delete(file);
        }
    }

    private void Replace(string place)
    {
        var old = $"{Folder}.old";
        if (Directory.Exists(old))
        {
            Directory.Delete(old, recursive: true);
        }

        if (Directory.Exists(place))
        {
            Directory.Move(place, old);
        }

        Directory.Move(Folder, place);
        if (Directory.Exists(old))
        {
            Directory.Delete(old, recursive: true);
        }
    }
}
