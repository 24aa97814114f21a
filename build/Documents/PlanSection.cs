using Reproducible.Runs;

namespace Reproducible.Build.Documents;

/// <summary>What would run and what would be reused.</summary>
/// <param name="Explanation">The lines on the run that <c>--explain</c> names; null: none was named.</param>
internal sealed record PlanSection(
    int Total,
    int Reused,
    int ToRun,
    IReadOnlyList<PlannedExperiment> Experiments,
    IReadOnlyList<PlannedLine> Runs,
    IReadOnlyList<string>? Explanation)
{
    /// <param name="shown">The experiments asked for.</param>
    public static PlanSection Of(Plan plan, IReadOnlyList<NamedExperiment> shown, IReadOnlyList<string>? explanation) => new(
        plan.Runs.Count,
        plan.Runs.Count(run => run.Stored is not null),
        plan.Runs.Count(run => run.Stored is null),
        [.. shown.Select(experiment => PlannedExperiment.Of(experiment, [.. plan.Runs.Where(run => run.Experiments.Contains(experiment.Name))]))],
        [.. plan.Runs.Select(PlannedLine.Of)],
        explanation);
}

/// <summary>An experiment with its sources and baselines.</summary>
internal sealed record PlannedExperiment(string Name, string Question, int Total, int Reused, int ToRun)
{
    public static PlannedExperiment Of(NamedExperiment experiment, IReadOnlyList<PlannedRun> runs) => new(
        experiment.Name, experiment.Description, runs.Count, runs.Count(run => run.Stored is not null), runs.Count(run => run.Stored is null));
}

/// <summary>A run of the plan.</summary>
internal sealed record PlannedLine(string Id, IReadOnlyList<string> Experiments, string Strategy, string Dataset, string Backbone, int Seed, string? SourceId, bool Reused, string Reason)
{
    public static PlannedLine Of(PlannedRun run) => new(
        run.Id,
        run.Experiments,
        run.Spec.Strategy.ToString(),
        run.Spec.Dataset.ToString(),
        run.Spec.Backbone.ToString(),
        run.Spec.Seed,
        run.SourceId,
        run.Stored is not null,
        run.Reason);
}
