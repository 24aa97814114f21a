using Reproducible.Runs;
using Reproducible.Traces;

namespace Reproducible.Store;

/// <summary>Holds a run's files against its receipt.</summary>
public static class RunCheck
{
    /// <summary>What is wrong with a run's folder, one sentence each; empty when it is as it was written.</summary>
    public static IReadOnlyList<string> Faults(RunStore store, string id)
    {
        try
        {
            return store.FindReceipt(id) is { } receipt
                ? FaultsOfFiles(store, receipt)
                : [$"There is no run {id} in '{store.Folder}'."];
        }
        catch (ReproducibleException fault)
        {
            return [fault.Message];
        }
    }

    /// <summary>The same of a run whose receipt was read: what is wrong with the files that it names.</summary>
    internal static IReadOnlyList<string> FaultsOfFiles(RunStore store, Receipt receipt) =>
        [.. receipt.Files.Keys.Select(name => FaultOf(store, receipt, name)).OfType<string>()];

    /// <summary>What is wrong with one file of a run whose receipt was read; null: nothing.</summary>
    /// <exception cref="ReproducibleException">It cannot be read.</exception>
    internal static string? FaultOf(RunStore store, Receipt receipt, string name)
    {
        var path = Path.Combine(store.FolderOf(receipt.Id), name);
        if (!receipt.Files.TryGetValue(name, out var sha256))
        {
            return $"The receipt of run {receipt.Id} does not name its {name}.";
        }

        if (!File.Exists(path))
        {
            return $"'{path}' is missing; the receipt names it.";
        }

        var found = HashOf(path);

        return found == sha256 ? null : $"'{path}' has SHA-256 {found[..12]}…; its receipt says {sha256[..12]}….{Where(path)}";
    }

    private static string HashOf(string path)
    {
        try
        {
            return FileHash.Of(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ReproducibleException($"'{path}' cannot be read: {fault.Message}", "Mend its rights, or delete its folder; the run is then done again.", fault);
        }
    }

    /// <summary>A trace can say where it is damaged.</summary>
    private static string Where(string path)
    {
        if (Path.GetFileName(path) != RunFiles.Trace)
        {
            return "";
        }

        try
        {
            return Trace.Read(path) is { IsComplete: false } cut ? $" It was cut: it ends after {cut.Steps.Count} steps." : "";
        }
        catch (ReproducibleException fault)
        {
            return $" {fault.Problem}";
        }
    }
}
