using Reproducible.Datasets;
using Reproducible.Runs;

namespace Experiments.Tests;

/// <summary>The small version of an experiment: six epochs, two seeds, at most 100 labels a class, its source and baseline included.</summary>
internal static class Small
{
    private const int MostLabels = 100;

    public static NamedExperiment Of(NamedExperiment named) => named with { Experiment = Of(named.Experiment.With(new RunOverrides(Seeds: 2, Epochs: 6))) };

    private static Experiment Of(Experiment experiment) => experiment with
    {
        Datasets = [.. experiment.Datasets.Select(Of).DistinctBy(dataset => dataset.ToString())],
        Source = experiment.Source is { } source ? Of(source) : null,
        Baseline = experiment.Baseline is { } baseline ? Of(baseline) : null,
    };

    private static Dataset Of(Dataset dataset) => dataset with { LabelsPerClass = Math.Min(dataset.LabelsPerClass ?? MostLabels, MostLabels) };
}
