using System.Text.RegularExpressions;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Traces;

namespace Reproducible.Verification;

/// <summary>Checks all that a store holds against what its receipts say. Reads every file; changes none.</summary>
internal static class StoreChecks
{
    private const string Remedy = "Delete that run's folder; the run is then done again.";

    public static IEnumerable<Finding> Of(RunStore store)
    {
        var (runs, files, faults) = (0, 0, new List<Finding>());
        foreach (var id in store.Ids)
        {
            runs++;
            faults.AddRange(OfRun(store, id, ref files));
        }

        foreach (var fault in faults)
        {
            yield return fault;
        }

        yield return new(Severity.Ok, "receipts", $"{runs} runs and {files} files looked at, {faults.Count} faults");
        foreach (var finding in Objects(store).Concat(Features(store.Features)))
        {
            yield return finding;
        }
    }

    private static IReadOnlyList<Finding> OfRun(RunStore store, string id, ref int files)
    {
        try
        {
            if (store.FindReceipt(id) is not { } receipt)
            {
                return [new(Severity.Fail, "receipts", $"'{store.FolderOf(id)}' has no receipt.", Remedy)];
            }

            files += receipt.Files.Count;

            var damaged = RunCheck.FaultsOfFiles(store, receipt);

            return [.. damaged.Select(fault => new Finding(Severity.Fail, "files", fault, Remedy)), .. damaged.Count > 0 ? [] : OfTrace(store, receipt), .. OfCode(store, receipt)];
        }
        catch (ReproducibleException fault)
        {
            // Of another version: nothing here is wrong, it just cannot be checked.
            return [new(store.FormatOf(id) is { } format && format != ReceiptFile.Format ? Severity.Warn : Severity.Fail, "receipts", fault.Problem, fault.Remedy)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return [new(Severity.Fail, "receipts", $"Run {id} cannot be read: {fault.Message}", Remedy)];
        }
    }

    private static IEnumerable<Finding> OfTrace(RunStore store, Receipt receipt)
    {
        var path = Path.Combine(store.FolderOf(receipt.Id), RunFiles.Trace);
        if (receipt.Status != RunStatus.Finished)
        {
            return [];
        }

        var trace = Trace.Read(path);

        return trace.RunId != receipt.Id ? [new(Severity.Fail, "traces", $"'{path}' is of run {trace.RunId}.", Remedy)]
            : trace.IsComplete ? []
            : [new(Severity.Fail, "traces", $"'{path}' breaks off after step {(trace.Steps.Count > 0 ? trace.Steps[^1].Step : 0)}.", Remedy)];
    }

    private static IEnumerable<Finding> OfCode(RunStore store, Receipt receipt) =>
        receipt.Key.TryGetValue(Keys.KeyParts.Code, out var code) && code.Values is null && !File.Exists(store.Objects.PathOf(code.Sha256))
            ? [new(Severity.Warn, "objects", $"The code of run {receipt.Id}, {code.Sha256[..12]}…, is not among the objects, so no difference can name its types.", "Run its experiment with this code, which writes it again.")]
            : [];

    private static IReadOnlyList<Finding> Features(FeatureFolder features)
    {
        var files = features.Files;
        var damaged = files.Select(file => (file.FullName, Fault: features.FaultOf(Path.GetFileNameWithoutExtension(file.Name)))).Where(file => file.Fault is not null).ToList();

        return damaged.Count == 0
            ? [new(Severity.Ok, "features", $"{files.Count} of frozen stages, {files.Sum(file => file.Length) >> 20} MiB, hold what their sums say")]
            : [.. damaged.Select(file => new Finding(Severity.Fail, "features", $"'{file.FullName}' is damaged: {file.Fault}", "Delete it; the run that needs it next computes it again."))];
    }

    private static IEnumerable<Finding> Objects(RunStore store)
    {
        var folder = Path.GetDirectoryName(store.Objects.PathOf("any"))!;
        var objects = Directory.Exists(folder) ? Directory.EnumerateFiles(folder).Where(path => Regex.IsMatch(Path.GetFileName(path), "^[0-9a-f]{64}$")).ToList() : [];
        var damaged = objects.Where(path => FileHash.Of(path) != Path.GetFileName(path)).ToList();

        return damaged.Count == 0
            ? [new(Severity.Ok, "objects", $"{objects.Count} hash to their names")]
            : damaged.Select(path => new Finding(Severity.Fail, "objects", $"'{path}' does not hash to its name.", "Delete it; runs write it again."));
    }
}
