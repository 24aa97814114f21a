using Reproducible.Execution;
using Reproducible.Experiments.Source;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Build;

/// <summary>Reads what every plan needs, the code and the libraries that keys are made of, while Cake makes its tasks: on another core, where there is one.</summary>
internal static class Readiness
{
    private static readonly string[] Planning = [nameof(Tasks.Experiments), nameof(Tasks.Plan), nameof(Tasks.Report)];

    /// <summary>Returns at once, and does nothing for targets that plan nothing.</summary>
    public static void Begin(BuildSettings settings)
    {
        if (Environment.ProcessorCount > 1)
        {
            Task.Run(() => Try(settings));
        }
    }

    private static void Try(BuildSettings settings)
    {
        try
        {
            var experiments = ExperimentCatalog.In(typeof(FashionEight).Assembly);
            if (settings.Targets.Any(target => Planning.Concat(experiments.Select(experiment => experiment.Name)).Contains(target, StringComparer.OrdinalIgnoreCase)))
            {
                Read(settings.Lab, experiments);
            }
        }
        catch (Exception)
        {
            // Who needs it meets the same fault, and tells it.
        }
    }

    private static void Read(LabOptions options, IReadOnlyList<NamedExperiment> experiments)
    {
        var store = new RunStore(options.Store);
        foreach (var runs in experiments.Select(experiment => experiment.Experiment.With(options.Overrides).Runs).Where(runs => runs.Count > 0))
        {
            store.Find(runs[0], RunKey.Of(runs[0], options).Id);
        }
    }
}
