using Reproducible.Recording.Report;
using Reproducible.Runs;

namespace Reproducible.Build;

/// <summary>Writes the report over all experiments that there are, and each one's summary.md, from the store alone.</summary>
internal static class ReportPage
{
    /// <param name="done">Runs that this call did or reused.</param>
    public static async Task WriteAsync(BuildSettings settings, IReadOnlyList<NamedExperiment> experiments, IEnumerable<RunRecord> done)
    {
        var stored = new StoredExperiments(settings.Lab, done);
        var found = experiments.Select(stored.Read).ToList();
        foreach (var fault in stored.Damaged)
        {
            Console.WriteLine($"Not in the report: {fault}");
        }

        // A summary of fewer runs than declared would pass for the whole one.
        var summaries = new SummarySink(settings.Lab.Results, settings.Lab.Overrides);
        foreach (var whole in found.Where(experiment => experiment is { Missing: 0, Result.Runs.Count: > 0 }))
        {
            await summaries.WriteAsync(whole.Result, CancellationToken.None).ConfigureAwait(false);
        }

        using var mlflow = Sinks.MlflowOf(settings);
        var path = HtmlReport.Write(settings.Lab.Results, found, [new(mlflow.Name, found.Sum(experiment => mlflow.PendingCount(experiment.Result)))], settings.Lab.Overrides);
        var runs = found.SelectMany(experiment => experiment.Result.Runs).DistinctBy(run => run.Receipt.Id).Count();
        Console.WriteLine($"Report of {runs} runs: {path}");
    }
}
