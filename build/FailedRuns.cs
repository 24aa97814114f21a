using Reproducible.Runs;

namespace Reproducible.Build;

/// <summary>What failed in a call, said once at its end.</summary>
internal static class FailedRuns
{
    private const int Shown = 5;

    /// <exception cref="ReproducibleException">Some runs failed.</exception>
    public static void Throw(IReadOnlyList<ExperimentResult> results)
    {
        var failed = results.SelectMany(result => result.Runs).Where(run => run.Receipt.Status != RunStatus.Finished).DistinctBy(run => run.Receipt.Id).ToList();
        if (failed.Count == 0)
        {
            return;
        }

        var lines = failed.Take(Shown).Select(run => $"  {run.Spec}: {run.Receipt.Error}\n    {Path.Combine(run.Folder, "log.txt")}");
        var more = failed.Count > Shown ? $"\n  and {failed.Count - Shown} more" : "";

        throw new ReproducibleException(
            $"{failed.Count} runs failed:\n{string.Join('\n', lines)}{more}\n", "The others are in the store; the same command does only the failed ones again.");
    }
}
