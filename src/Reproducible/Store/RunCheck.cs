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
        [.. receipt.Files.Select(file => FaultOf(Path.Combine(store.FolderOf(receipt.Id), file.Key), file.Value)).OfType<string>()];

    private static string? FaultOf(string path, string sha256)
    {
        if (!File.Exists(path))
        {
            return $"'{path}' is missing; the receipt names it.";
        }

        var found = FileHash.Of(path);

        return found == sha256 ? null : $"'{path}' has SHA-256 {found[..12]}…; its receipt says {sha256[..12]}….{Where(path)}";
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
