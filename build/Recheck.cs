using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Verification;

namespace Reproducible.Build;

/// <summary>Executes stored runs again, as the command line says, and tells what came of it.</summary>
internal sealed class Recheck(BuildSettings settings, IReadOnlyList<NamedExperiment> experiments)
{
    /// <summary>Executes one run again and prints the verdict. What was executed stays only where it differs.</summary>
    public async Task<Rechecked> DoAsync(RunStore store, string id)
    {
        var place = PlaceOf(id);
        Console.WriteLine($"{id} {NameOf(store, id)}");
        try
        {
            Remove(place);
            var observer = new Warnings();
            var comparison = await new Reexecution(experiments, LabSession.Program, place)
                .CompareAsync(store, id, Where(store.FindReceipt(id)!), observer, CancellationToken.None).ConfigureAwait(false);
            foreach (var line in ComparisonText.Lines(comparison))
            {
                Console.WriteLine($"  {line}");
            }

            if (comparison.Sameness == Sameness.Different)
            {
                Console.WriteLine($"  recorded: {Path.Combine(store.FolderOf(id), ReceiptFile.Name)}");
                var folder = Path.Combine(place, "store", comparison.Again.Id);
                Console.WriteLine($"  executed again: {Path.Combine(folder, ReceiptFile.Name)}");
                return new(id, comparison, Folder: folder);
            }

            Remove(place);
            return new(id, comparison);
        }
        catch (ReproducibleException fault)
        {
            return NotCompared(id, fault.Message);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return NotCompared(id, $"It cannot be executed again in '{place}': {fault.Message.TrimEnd('.')}. Free space or give rights there; nothing recorded was changed.");
        }
    }

    private static Rechecked NotCompared(string id, string problem)
    {
        Console.WriteLine($"  {problem}");

        return new(id, Comparison: null, problem);
    }

    /// <summary>As it was recorded, where the command line does not say otherwise.</summary>
    private LabOptions Where(Receipt recorded)
    {
        var lab = settings.Lab;
        var recordedSet = Enum.TryParse<InstructionSet>(Value(KeyParts.InstructionSet), out var set) ? set : lab.InstructionSet;

        return lab with
        {
            Workers = 1,
            Device = settings.Named.Contains("device") ? lab.Device : Value(KeyParts.Device) ?? lab.Device,
            Threads = settings.Named.Contains("threads") ? lab.Threads : int.TryParse(Value(KeyParts.Threads), out var threads) ? threads : lab.Threads,
            InstructionSet = settings.Named.Contains("portable") ? lab.InstructionSet : recordedSet,
        };

        string? Value(string part) => recorded.Key.GetValueOrDefault(part)?.Values?.GetValueOrDefault(part);
    }

    private static string NameOf(RunStore store, string id)
    {
        try
        {
            return store.FindReceipt(id) is { } receipt ? $"{receipt.Experiment}: {receipt.Settings.GetValueOrDefault("strategy")}, seed {receipt.Settings.GetValueOrDefault("seed")}" : "";
        }
        catch (ReproducibleException)
        {
            return "(its receipt is damaged)";
        }
    }

    /// <summary>In the store, beside what it is compared with; in the system's temporary folder where the store may only be read.</summary>
    private string PlaceOf(string id)
    {
        var inside = Path.Combine(settings.Lab.Store, ".verify");
        try
        {
            Directory.CreateDirectory(inside);
            using var trial = File.Create(Path.Combine(inside, $".trial-{Environment.ProcessId}"), 1, FileOptions.DeleteOnClose);

            return Path.Combine(inside, id);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Path.Combine(Path.GetTempPath(), $"reproducible-verify-{id}-{Environment.ProcessId}");
        }
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private sealed class Warnings : ILabObserver
    {
        public void Ended(RunRecord run, LabStatus status)
        {
        }

        public void Warned(string problem) => Console.WriteLine($"  {problem}");
    }
}
