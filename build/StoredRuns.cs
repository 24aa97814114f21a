using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Build;

/// <summary>Finds stored runs by what somebody types.</summary>
internal static class StoredRuns
{
    /// <summary>The finished run whose id begins so.</summary>
    /// <exception cref="ReproducibleException">There is none, or more than one, or it did not finish.</exception>
    public static Receipt Find(RunStore store, string name)
    {
        var id = store.IdOf(name);
        var receipt = store.FindReceipt(id)
            ?? throw new ReproducibleException($"'{store.FolderOf(id)}' has no receipt.", "Delete that folder; the run is then done again.");

        return receipt.Status == RunStatus.Finished
            ? receipt
            : throw new ReproducibleException($"Run {receipt.Id} is {receipt.Status.ToString().ToLowerInvariant()}: {receipt.Error}", "Only finished runs can be compared.");
    }
}
