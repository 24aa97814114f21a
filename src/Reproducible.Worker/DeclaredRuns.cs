using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Runs;

namespace Reproducible.Worker;

/// <summary>Finds a run by its id in what the experiments declare.</summary>
internal sealed class DeclaredRuns(IReadOnlyList<NamedExperiment> experiments, LabOptions options)
{
    private readonly Dictionary<string, Dictionary<string, (RunSpec Spec, RunKey Key)>> runs = [];

    /// <exception cref="ReproducibleException">There is no such experiment, or it has no run of this id.</exception>
    public (RunSpec Spec, RunKey Key) Find(RunRequest request) =>
        RunsOf(request.Experiment).TryGetValue(request.Id, out var run) ? run : throw new ReproducibleException(
            $"'{request.Experiment}' has no run {request.Id} with these options and this code.",
            "Give the worker the arguments of the plan, and build both from the same sources.");

    /// <summary>Finds what all keys share: reading libraries and code takes as long as loading libtorch, and can go on beside it.</summary>
    public void Prepare()
    {
        if (experiments.SelectMany(experiment => experiment.Experiment.Runs).FirstOrDefault() is { } any)
        {
            RunKey.Of(any, options);
        }
    }

    // What the store holds of them is the plan's to know.
    private Dictionary<string, (RunSpec Spec, RunKey Key)> RunsOf(string name)
    {
        if (!runs.TryGetValue(name, out var found))
        {
            var experiment = experiments.FirstOrDefault(experiment => experiment.Name == name) ?? throw new ReproducibleException(
                $"No experiment '{name}'.", $"There are: {string.Join(", ", experiments.Select(experiment => experiment.Name))}.");
            Definition.Check([experiment with { Experiment = experiment.Experiment.With(options.Overrides) }], options);
            runs.Add(name, found = Plan.Specs(experiment, options).Select(run => (run, RunKey.Of(run, options))).DistinctBy(run => run.Item2.Id).ToDictionary(run => run.Item2.Id));
        }

        return found;
    }
}
