using Reproducible.Frosting;
using Reproducible.Runs;

namespace Reproducible.Build.Tasks;

/// <summary>What would run, and what would be reused, and why. Runs nothing, reads no data, loads no libtorch.</summary>
[TaskDescription("Prints what would run or be reused, and why; --experiment=NAME for one.")]
public sealed class Plan : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        var shown = context.Settings.Experiment is { } name ? [Named(context, name)] : context.Experiments;
        foreach (var experiment in shown)
        {
            var runs = Runs.Plan.Of([experiment], context.Settings.Lab).Runs;
            var reused = runs.Count(run => run.Stored is not null);
            Console.WriteLine($"{experiment.Name}: {runs.Count} runs with sources and baselines, {reused} reused, {runs.Count - reused} to run");
            foreach (var run in runs)
            {
                Console.WriteLine($"  {(run.Stored is null ? "run  " : "reuse")} {run.Id} {run.Spec}: {run.Reason}");
            }
        }

        var all = Runs.Plan.Of(shown, context.Settings.Lab).Runs;
        Console.WriteLine($"In all: {all.Count} runs, {all.Count(run => run.Stored is not null)} reused, {all.Count(run => run.Stored is null)} to run");
    }

    private static NamedExperiment Named(BuildContext context, string name) =>
        context.Experiments.FirstOrDefault(experiment => experiment.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ReproducibleException(
            $"No experiment '{name}'.", $"There are: {string.Join(", ", context.Experiments.Select(experiment => experiment.Name))}.");
}
