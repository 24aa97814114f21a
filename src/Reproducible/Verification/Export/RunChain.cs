using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Verification;

/// <summary>A run with all that its numbers rest on.</summary>
internal static class RunChain
{
    /// <summary>The receipts of a finished run and of its sources, the run first; what they name is there and whole.</summary>
    /// <exception cref="ReproducibleException">One is missing, unfinished or damaged.</exception>
    public static IReadOnlyList<Receipt> Read(RunStore store, string id)
    {
        var chain = new List<Receipt>();
        for (string? next = id; next is not null; next = chain[^1].SourceId)
        {
            chain.Add(Finished(store, next));
        }

        foreach (var receipt in chain)
        {
            Check(store, receipt);
        }

        return chain;
    }

    private static Receipt Finished(RunStore store, string id)
    {
        var receipt = store.FindReceipt(id)
            ?? throw new ReproducibleException($"There is no run '{id}' in '{store.Folder}'.", "Execute it first, or name another store.");

        return receipt.Status == RunStatus.Finished
            ? receipt
            : throw new ReproducibleException($"Run {id} is {receipt.Status.ToString().ToLowerInvariant()}, not finished: {receipt.Error}", "Execute it again.");
    }

    private static void Check(RunStore store, Receipt receipt)
    {
        var folder = store.FolderOf(receipt.Id);
        foreach (var (name, expected) in receipt.Files)
        {
            if (Sha256Of(Path.Combine(folder, name)) is var found && found != expected)
            {
                throw Damaged(receipt.Id, $"its {name} has SHA-256 {found}; the receipt says {expected}");
            }
        }

        var named = receipt.Files.Keys.Append(ReceiptFile.Name).ToHashSet();
        if (Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)).FirstOrDefault(name => !named.Contains(name)) is { } stray)
        {
            throw Damaged(receipt.Id, $"its folder holds '{stray}', which the receipt does not name");
        }

        foreach (var sha256 in ExportLayout.ObjectsOf(receipt))
        {
            _ = store.Objects.Find(sha256) ?? throw Damaged(receipt.Id, $"the store lacks the object '{sha256}' that its receipt names");
        }
    }

    private static string Sha256Of(string path) => File.Exists(path) ? FileHash.Of(path) : "none, for it is missing";

    private static ReproducibleException Damaged(string id, string problem) =>
        new($"Run {id} is damaged: {problem}.", "Delete its folder and execute it again; nothing was exported.");
}
