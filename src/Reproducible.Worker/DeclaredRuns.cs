using Reproducible.Execution;
using Reproducible.Runs;

namespace Reproducible.Worker;

/// <summary>Finds a run by its id in what the experiments declare.</summary>
internal sealed class DeclaredRuns(IReadOnlyList<NamedExperiment> experiments, LabOptions options)
{
    private readonly Dictionary<string, Dictionary<string, RunSpec>> plans = [];

    /// <exception cref="ReproducibleException">There is no such experiment, or it has no run of this id.</exception>
    public RunSpec Find(RunRequest request) =>
        PlanOf(request.Experiment).GetValueOrDefault(request.Id) ?? throw new ReproducibleException(
            $"'{request.Experiment}' has no run {request.Id} with these options and this code.",
            "Give the worker the arguments of the plan, and build both from the same sources.");

    private Dictionary<string, RunSpec> PlanOf(string name)
    {
        if (!plans.TryGetValue(name, out var plan))
        {
            var experiment = experiments.FirstOrDefault(experiment => experiment.Name == name) ?? throw new ReproducibleException(
                $"No experiment '{name}'.", $"There are: {string.Join(", ", experiments.Select(experiment => experiment.Name))}.");
            plan = Plan.Of([experiment], options).Runs.ToDictionary(run => run.Id, run => run.Spec);
            plans.Add(name, plan);
        }

        return plan;
    }
}
