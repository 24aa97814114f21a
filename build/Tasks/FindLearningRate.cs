using Reproducible.Build.Documents;
using Reproducible.Execution;
using Reproducible.Frosting;
using Reproducible.Recording.LearningRate;
using Reproducible.Runs;

namespace Reproducible.Build.Tasks;

/// <summary>Which learning rates suit? Trains each strategy of an experiment for a hundred steps at a rising rate; changes no recipe and stores no run but a source that is missing.</summary>
[TaskDescription("Tries learning rates from 1e-7 to 10 on each strategy of --experiment=NAME; prints, tabulates and draws them.")]
public sealed class FindLearningRate : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        var settings = context.Settings;
        var experiment = context.ExperimentNamed(settings.Experiment ?? throw new ReproducibleException(
            "Nothing says whose learning rates to test.", $"Write --experiment=NAME. There are: {context.ExperimentNames}."));
        if (settings.Named.Contains("epochs") || settings.Named.Contains("seeds"))
        {
            throw new ReproducibleException("A range test has steps of its own, and one seed: the experiment's first.", "Leave out --epochs and --seeds.");
        }

        var plan = Runs.Plan.Of([experiment], settings.Lab);
        var runs = RunsOf(experiment, plan);
        await SourceRuns.EnsureAsync(settings, context.Experiments, runs.Select(run => run.Spec)).ConfigureAwait(false);
        var (tests, faults) = await TestAsync(settings, runs).ConfigureAwait(false);
        if (tests.Count > 0)
        {
            var (table, picture) = RangeFiles.Write(settings.Lab.Results, experiment.Name, tests);
            settings.Json.Add("learning_rate", () => LearningRateSection.Of(experiment.Name, tests, table, picture));
            RateTable.Write(tests, Terminal.Open());
            Console.WriteLine($"{picture}\n{table}");
        }

        if (faults.Count > 0)
        {
            throw new ReproducibleException(string.Join('\n', faults), tests.Count > 0 ? "The others stand above." : "Nothing was written.");
        }
    }

    /// <summary>The first seed's run of each different backbone, dataset, strategy and recipe.</summary>
    private static List<PlannedRun> RunsOf(NamedExperiment experiment, Runs.Plan plan)
    {
        var first = experiment.Experiment.Runs.DistinctBy(run => $"{run.Backbone}\n{run.Dataset}\n{run.Strategy}\n{run.Recipe}").Select(run => run.ToString() + run.Recipe).ToHashSet();

        return [.. plan.Runs.Where(run => run.Experiments.Contains(experiment.Name) && first.Contains(run.Spec.ToString() + run.Spec.Recipe))];
    }

    private static async Task<(List<TestedRates> Tests, List<string> Faults)> TestAsync(BuildSettings settings, List<PlannedRun> runs)
    {
        var (tests, faults) = (new List<TestedRates>(), new List<string>());
        var names = SpecNames.Of([.. runs.Select(run => run.Spec)]);
        var measurements = new Measurements(settings.Lab, LabSession.Program);
        await using var ended = measurements.ConfigureAwait(false);
        foreach (var (run, name) in runs.Zip(names))
        {
            try
            {
                var curve = await measurements.TestRatesAsync(run, CancellationToken.None).ConfigureAwait(false);
                tests.Add(new(name, run.Id, run.Spec, curve));
                Console.WriteLine($"{name}: {curve.Steps.Count} steps{(curve.DivergedAt is { } rate ? $", left at a rate of {RateText.Of(rate)}" : "")}");
            }
            catch (ReproducibleException fault)
            {
                faults.Add($"{name}: {fault.Message}");
            }
        }

        return (tests, faults);
    }
}
