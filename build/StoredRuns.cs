using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Build;

/// <summary>Finds stored runs by what somebody types.</summary>
internal static class StoredRuns
{
    private const int Shown = 5;

    /// <summary>The finished run whose id begins so.</summary>
    /// <exception cref="ReproducibleException">There is none, or more than one, or it did not finish.</exception>
    public static Receipt Find(RunStore store, string name)
    {
        var found = store.Ids.Where(id => id.StartsWith(name, StringComparison.OrdinalIgnoreCase)).ToList();
        if (name.Length == 0 || found.Count != 1)
        {
            var some = (found.Count > 0 ? found : store.Ids).Take(Shown).ToList();
            throw new ReproducibleException(
                $"'{name}' is the start of {found.Count} ids in '{store.Folder}'.",
                some.Count > 0 ? $"There are, for instance: {string.Join(", ", some)}; results/*/runs.csv lists them." : "It holds no runs yet; run an experiment first.");
        }

        var receipt = store.FindReceipt(found[0])!;

        return receipt.Status == RunStatus.Finished
            ? receipt
            : throw new ReproducibleException($"Run {receipt.Id} is {receipt.Status.ToString().ToLowerInvariant()}: {receipt.Error}", "Only finished runs can be compared.");
    }
}
