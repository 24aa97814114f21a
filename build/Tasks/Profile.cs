using System.Globalization;
using Reproducible.Build.Documents;
using Reproducible.Execution;
using Reproducible.Frosting;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Traces;
using Reproducible.Training;

namespace Reproducible.Build.Tasks;

/// <summary>Where does a training step's time go? Computes a run's first steps and stores no run but a source that is missing.</summary>
[TaskDescription("Records what each operator of a run's steps takes: --run=ID or --experiment=NAME; --steps=20, --warm-up=5.")]
public sealed class Profile : AsyncFrostingTask<BuildContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        var settings = context.Settings;
        var run = Chosen(context);
        await SourceRuns.EnsureAsync(settings, context.Experiments, [run.Spec]).ConfigureAwait(false);
        var path = settings.Output ?? Path.Combine(settings.Lab.Results, "profile", $"{run.Id}.json");
        var measurements = new Measurements(settings.Lab, LabSession.Program);
        await using var ended = measurements.ConfigureAwait(false);
        var summary = await measurements.ProfileAsync(run, settings.Window, path, CancellationToken.None).ConfigureAwait(false);
        var same = SameLosses(new RunStore(settings.Lab.Store), run.Id, summary);
        settings.Json.Add("profile", () => ProfileSection.Of(run, summary, same, path));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{run.Id} {run.Spec}\n{summary.Steps} steps after {summary.After} of warm-up, {summary.Milliseconds / summary.Steps:0.000} ms each"));
        ProfileTable.Write(summary, Terminal.Open());
        Console.WriteLine(same switch
        {
            null => "The store does not hold this run, so there are no losses to compare.",
            true => $"The losses of all {summary.Losses.Count} steps are those of the stored run, bit for bit.",
            false => "The losses are not those of the stored run: --target=Verify finds out why.",
        });
        if (summary.Dropped > 0)
        {
            Console.WriteLine($"{summary.Dropped} operators did not fit and are in no number above; take fewer steps with --steps=.");
        }

        Console.WriteLine($"{path}: open it in chrome://tracing or Perfetto");
    }

    private static PlannedRun Chosen(BuildContext context)
    {
        var settings = context.Settings;
        if (settings.Run is { } id)
        {
            return PlanExplanation.Find(Runs.Plan.Of(context.Experiments, settings.Lab), id);
        }

        var experiment = context.ExperimentNamed(settings.Experiment ?? throw new ReproducibleException(
            "Nothing says which run to profile.", $"Write --run=ID, or --experiment=NAME for its first run. There are: {context.ExperimentNames}."));
        var first = RunKeyOf(experiment, settings.Lab);

        return Runs.Plan.Of([experiment], settings.Lab).Runs.First(run => run.Id == first);
    }

    private static string RunKeyOf(NamedExperiment experiment, LabOptions options) => Keys.RunKey.Of(experiment.Experiment.With(options.Overrides).Runs[0], options).Id;

    /// <summary>Null where the store holds no trace of the run.</summary>
    private static bool? SameLosses(RunStore store, string id, ProfileSummary summary)
    {
        try
        {
            return store.FindReceipt(id) is { Status: RunStatus.Finished }
                ? Trace.Read(Path.Combine(store.FolderOf(id), RunFiles.Trace)).Steps.Take(summary.Losses.Count).Select(step => BitConverter.SingleToUInt32Bits(step.Loss))
                    .SequenceEqual(summary.Losses.Select(BitConverter.SingleToUInt32Bits))
                : null;
        }
        catch (ReproducibleException)
        {
            return null; // The trace is damaged; Doctor says so.
        }
    }
}
