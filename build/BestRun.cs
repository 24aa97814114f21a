using Reproducible.Runs;

namespace Reproducible.Build;

/// <summary>Among which experiments <c>--register</c> looks for the best run.</summary>
internal static class BestRun
{
    /// <summary>The experiment that <c>--experiment</c> names, or all of this call but those that others start from.</summary>
    /// <exception cref="ReproducibleException">There is none, or their datasets differ, so that accuracies cannot be compared.</exception>
    public static IReadOnlyList<string> CandidatesOf(BuildSettings settings, IReadOnlyList<NamedExperiment> experiments)
    {
        var sources = experiments.Select(named => named.Experiment.Source).OfType<Experiment>().SelectMany(TextsOf).ToHashSet();
        var candidates = settings.Experiment is { } name
            ? experiments.Where(named => named.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList()
            : experiments.Where(named => !TextsOf(named.Experiment).All(sources.Contains)).ToList() is { Count: > 0 } others ? others : [.. experiments];
        var names = string.Join(", ", experiments.Select(named => named.Name));
        if (candidates.Count == 0)
        {
            throw new ReproducibleException($"--register looks for the best run of '{settings.Experiment}', which is not among the experiments of this call.", $"There are: {names}.");
        }

        var datasets = candidates.SelectMany(named => named.Experiment.Datasets).Select(dataset => dataset.ToString()).Distinct().ToList();

        return datasets.Count == 1 ? [.. candidates.Select(named => named.Name)] : throw new ReproducibleException(
            $"--register cannot compare runs on {datasets.Count} datasets: {string.Join("; ", datasets)}.", $"Nothing has run. Name one experiment of one dataset with --experiment=; there are: {names}.");
    }

    private static IEnumerable<string> TextsOf(Experiment experiment) => experiment.Runs.Select(run => run.ToString());
}
