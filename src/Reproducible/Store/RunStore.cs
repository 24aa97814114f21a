using System.Text.Json;
using CsvHelper;
using Reproducible.Runs;

namespace Reproducible.Store;

/// <summary>One folder a run under results/store; the single truth about what was done. A folder is whole or absent.</summary>
/// <param name="folder">Absolute path; made when the first run is saved.</param>
public sealed class RunStore(string folder)
{
    internal const string Running = ".running";

    /// <summary>Absolute path of the store.</summary>
    public string Folder => folder;

    /// <summary>What many receipts share.</summary>
    public ObjectFolder Objects { get; } = new(Path.Combine(folder, ".objects"));

    /// <summary>What frozen stages make of splits, for runs to come.</summary>
    public FeatureFolder Features { get; } = new(Path.Combine(folder, ".features"));

    /// <summary>Ids of the runs whose folders are there, in ordinal order.</summary>
    public IReadOnlyList<string> Ids => Directory.Exists(folder)
        ? [.. Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path)).Where(name => name[0] != '.').Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Absolute path of a run's folder, there or not.</summary>
    public string FolderOf(string id) => Path.Combine(folder, id);

    /// <summary>Absolute path of a finished run's weights, there or not.</summary>
    public string WeightsOf(string id) => Path.Combine(FolderOf(id), RunFiles.Weights);

    /// <summary>A run's receipt, checked against its seal; null when it is not there.</summary>
    /// <exception cref="ReproducibleException">It is damaged or was altered.</exception>
    public Receipt? FindReceipt(string id)
    {
        var path = Path.Combine(FolderOf(id), ReceiptFile.Name);
        try
        {
            return File.Exists(path) ? ReceiptFile.Read(File.ReadAllBytes(path), id, path) : null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Unreadable(id, fault);
        }
    }

    /// <summary>The format that a run's receipt names for itself, whether or not it can be read otherwise; null where it names none.</summary>
    internal int? FormatOf(string id)
    {
        var path = Path.Combine(FolderOf(id), ReceiptFile.Name);

        return File.Exists(path) ? ReceiptFile.FormatOf(File.ReadAllBytes(path)) : null;
    }

    /// <summary>The id of the one stored run that begins so.</summary>
    /// <param name="typed">4 to 16 hex digits.</param>
    /// <exception cref="ReproducibleException">It is no start of an id, or that of none, or of several.</exception>
    public string IdOf(string? typed) => RunIds.Find(Ids, typed, $"the store '{folder}'");

    /// <summary>The values of a code part, by type; null when the store does not know them.</summary>
    /// <param name="sha256">The part's hash.</param>
    /// <exception cref="ReproducibleException">They are damaged.</exception>
    public IReadOnlyDictionary<string, string>? CodeOf(string sha256) =>
        Objects.Find(sha256) is { } bytes ? JsonSerializer.Deserialize<Dictionary<string, string>>(bytes) : null;

    /// <summary>The run as stored, however it ended; null when it is not there.</summary>
    /// <param name="reused">Whether it was there before this call; only passed on.</param>
    /// <exception cref="ReproducibleException">Its files are damaged.</exception>
    public RunRecord? Find(RunSpec spec, string id, bool reused = true) =>
        FindReceipt(id) is { } receipt ? new(spec, receipt, EpochsOf(id), FolderOf(id), reused) : null;

    /// <summary>The epochs that a stored run evaluated, in order.</summary>
    /// <exception cref="ReproducibleException">There is no such run, or its metrics.csv is damaged.</exception>
    public IReadOnlyList<EpochMetrics> EpochsOf(string id)
    {
        try
        {
            return EpochTable.Read(Path.Combine(FolderOf(id), RunFiles.Metrics));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CsvFormatException or FormatException or OverflowException)
        {
            throw Unreadable(id, fault);
        }
    }

    /// <summary>Takes a run in hand: nobody else works on it until this is disposed of.</summary>
    /// <param name="waiting">Told once when somebody else works on it: who.</param>
    /// <exception cref="ReproducibleException">The store cannot be written.</exception>
    public RunWork Open(string id, CancellationToken cancel, Action<string>? waiting = null)
    {
        try
        {
            return new(this, id, RunLock.Take(Path.Combine(folder, Running, $"{id}.lock"), cancel, waiting), Path.Combine(folder, Running, id));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(id, fault);
        }
    }

    internal ReproducibleException Unwritable(string id, Exception fault) => new(
        $"Run {id} cannot be written to '{folder}': {fault.Message}", "Free space or rights there, or name another folder with --results=.", fault);

    private ReproducibleException Unreadable(string id, Exception fault) => new(
        $"The stored run '{FolderOf(id)}' cannot be read: {fault.Message}", "Delete that folder; the run is then done again.", fault);
}
