using System.Security.Cryptography;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Verification;

namespace Reproducible.Build;

/// <summary>Now and then a run that was reused is executed all the same: a cache that nobody checks is only believed.</summary>
internal static class SpotChecks
{
    /// <summary>Draws reused runs of this call, executes them again and compares.</summary>
    /// <exception cref="ReproducibleException">One is not what its receipt says, or could not be compared.</exception>
    public static async Task DoAsync(BuildSettings settings, IReadOnlyList<NamedExperiment> experiments, IReadOnlyList<ExperimentResult> results)
    {
        var drawn = results.SelectMany(result => Drawn(settings, [.. result.Runs.Where(run => run.Reused)])).DistinctBy(run => run.Receipt.Id).ToList();
        if (drawn.Count == 0)
        {
            return;
        }

        Console.WriteLine($"{drawn.Count} reused {(drawn.Count == 1 ? "run is" : "runs are")} executed again, to see whether the store still tells the truth:");
        var (recheck, store, wrong, unknown) = (new Recheck(settings, experiments), new RunStore(settings.Lab.Store), new List<string>(), new List<string>());
        foreach (var run in drawn)
        {
            switch ((await recheck.DoAsync(store, run.Receipt.Id).ConfigureAwait(false)).Sameness)
            {
                case Sameness.Different: wrong.Add(run.Receipt.Id); break;
                case null: unknown.Add(run.Receipt.Id); break;
            }
        }

        if (wrong.Count + unknown.Count > 0)
        {
            var problems = new[] { Text(wrong, "gave other numbers than recorded"), Text(unknown, "could not be compared") }.OfType<string>();
            throw new ReproducibleException(
                $"THE STORE IS NOT CONFIRMED: executed again, {string.Join("; ", problems)}.",
                "What was recorded and what came out stands above; both are kept. Do not publish these numbers before you know why; `dotnet cake --target=Verify --all` checks the others.");
        }
    }

    private static string? Text(List<string> ids, string what) => ids.Count == 0 ? null : $"{string.Join(", ", ids)} {what}";

    private static IEnumerable<RunRecord> Drawn(BuildSettings settings, IReadOnlyList<RunRecord> reused) =>
        reused.Count == 0 ? []
        : settings.Paranoid ? reused
        : settings.SpotCheck > 0 && RandomNumberGenerator.GetInt32(settings.SpotCheck) == 0 ? [reused[RandomNumberGenerator.GetInt32(reused.Count)]]
        : [];
}
