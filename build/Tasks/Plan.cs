using Reproducible.Build.Documents;
using Reproducible.Frosting;
using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Build.Tasks;

/// <summary>What would run, and what would be reused, and why. Runs nothing, reads no data, loads no libtorch.</summary>
[TaskDescription("Prints what would run or be reused, and why; --experiment=NAME for one, --explain=ID for all about one run.")]
public sealed class Plan : FrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override void Run(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        var one = context.Settings.Experiment is { } name ? context.ExperimentNamed(name) : null;
        IReadOnlyList<NamedExperiment> shown = one is null ? context.Experiments : [one];
        var plan = Runs.Plan.Of(shown, context.Settings.Lab);
        if (context.Settings.Explain is { } id)
        {
            var lines = PlanExplanation.Of(PlanExplanation.Find(plan, id), new StoreIndex(new RunStore(context.Settings.Lab.Store))).ToList();
            context.Settings.Json.Add("plan", () => PlanSection.Of(plan, shown, lines));
            foreach (var line in lines)
            {
                Console.WriteLine(line);
            }

            return;
        }

        context.Settings.Json.Add("plan", () => PlanSection.Of(plan, shown, null));
        foreach (var experiment in shown)
        {
            var runs = plan.Runs.Where(run => run.Experiments.Contains(experiment.Name)).ToList();
            var reused = runs.Count(run => run.Stored is not null);
            Console.WriteLine($"{experiment.Name}: {runs.Count} runs with sources and baselines, {reused} reused, {runs.Count - reused} to run");
            foreach (var line in one is null ? PlanText.Grouped(runs) : runs.Select(PlanText.Of))
            {
                Console.WriteLine($"  {line}");
            }
        }

        Console.WriteLine(PlanText.InAll(plan, context.Settings.Lab.Workers));
    }
}
