using Reproducible.Runs;
using Reproducible.Torch;

namespace Reproducible.Store;

/// <summary>A run in hand, under its lock. What it needs to go on lies in a folder of its own; what is stored of it is put together beside that one.</summary>
public sealed class RunWork : IDisposable
{
    /// <summary>Ends the name of a folder whose run is not published yet.</summary>
    internal const string OutgoingSuffix = ".whole";

    /// <summary>Ends the name of a folder that a published run replaced.</summary>
    internal const string ReplacedSuffix = ".old";

    // What is written while the run goes on, and belongs to its record.
    private static readonly string[] Records = [RunFiles.Trace];

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

    /// <summary>Publishes the run as it ended for good; then what it would have needed to go on is removed.</summary>
    /// <inheritdoc cref="Publish"/>
    public RunRecord Finish(RunSpec spec, IReadOnlyList<EpochMetrics> epochs, Action<string> writeFiles, Func<IReadOnlyDictionary<string, string>, Receipt> receipt)
    {
        var run = Publish(spec, epochs, writeFiles, receipt);
        Clear();

        return run;
    }

    /// <summary>Makes the run's folder appear in the store, with all of its files or not at all; an older one is replaced. Checkpoints stay, and the trace they need.</summary>
    /// <param name="writeFiles">Writes further files into the folder it is given: weights, a log.</param>
    /// <param name="receipt">Is given the hash of each file of the folder, by name.</param>
    /// <exception cref="ReproducibleException">The disk is full or read-only.</exception>
    public RunRecord Publish(RunSpec spec, IReadOnlyList<EpochMetrics> epochs, Action<string> writeFiles, Func<IReadOnlyDictionary<string, string>, Receipt> receipt)
    {
        var whole = Folder + OutgoingSuffix;
        try
        {
            Remove(whole);
            Directory.CreateDirectory(whole);
            foreach (var name in Records.Where(name => File.Exists(Path.Combine(Folder, name))))
            {
                File.Copy(Path.Combine(Folder, name), Path.Combine(whole, name));
            }

            writeFiles(whole);
            EpochTable.Write(Path.Combine(whole, RunFiles.Metrics), epochs);
            var files = Directory.EnumerateFiles(whole).Order(StringComparer.Ordinal).ToList();
            var written = receipt(files.ToDictionary(file => Path.GetFileName(file), FileHash.Of));
            File.WriteAllBytes(Path.Combine(whole, ReceiptFile.Name), ReceiptFile.Write(written));
            foreach (var file in Directory.EnumerateFiles(whole))
            {
                DurableFile.FlushFile(file);
            }

            DurableFile.FlushFolder(whole);
            Replace(whole, store.FolderOf(id));
            DurableFile.FlushFolder(store.Folder);

            return new(spec, written, epochs, store.FolderOf(id), Reused: false);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or TorchException)
        {
            throw store.Unwritable(id, fault);
        }
    }

    /// <summary>Removes what the run would need to go on. What cannot be removed is garbage, once the run is finished.</summary>
    public void Clear()
    {
        try
        {
            Remove(Folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>Gives the run back. What was not finished stays for whoever takes it up.</summary>
    public void Dispose() => held.Dispose();

    private void Replace(string whole, string place)
    {
        var old = Folder + ReplacedSuffix;
        Remove(old);
        if (Directory.Exists(place))
        {
            Directory.Move(place, old);
        }

        Directory.Move(whole, place);
        Remove(old);
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
