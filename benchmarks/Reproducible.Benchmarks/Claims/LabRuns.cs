using System.Diagnostics;
using Reproducible.Benchmarks.Measuring;
using Reproducible.Execution;
using Reproducible.Runs;

namespace Reproducible.Benchmarks.Claims;

/// <summary>Runs of an experiment of this assembly, done by the product's lab and its workers.</summary>
internal static class LabRuns
{
    /// <param name="declaration">Says which runs.</param>
    /// <param name="seeds">Runs in all; at least 2.</param>
    /// <returns>Seconds from before the plan to the last worker's end; an empty store at the start.</returns>
    /// <exception cref="ReproducibleException">A run failed.</exception>
    public static async Task<double> SecondsAsync(IExperimentDeclaration declaration, int seeds, int workers, Bench bench, CancellationToken cancel)
    {
        var options = new LabOptions { Results = bench.NewFolder(), Workers = workers, Overrides = new(seeds, null) };
        var watch = Stopwatch.StartNew();
        ExperimentResult result;
        await using (var lab = new Lab(options, Bench.Program))
        {
            using var stop = cancel.Register(lab.Stop);
            lab.Begin([declaration.Named]);
            result = await lab.CompleteAsync(declaration.Named).ConfigureAwait(false);
        }

        var seconds = watch.Elapsed.TotalSeconds;
        var done = result.Runs.Count(run => run.Receipt.Status == RunStatus.Finished);
        Directory.Delete(options.Results, recursive: true);

        return done == seeds ? seconds : throw new ReproducibleException(
            $"{done} of {seeds} runs finished: {result.Runs.FirstOrDefault(run => run.Receipt.Error is not null)?.Receipt.Error}", "Mend what it says.");
    }
}
