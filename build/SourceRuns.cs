using System.Runtime.InteropServices;
using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Build;

/// <summary>Has the runs done that others start from, where the store lacks them.</summary>
internal static class SourceRuns
{
    /// <param name="experiments">All there are; one that declares the source gives it its name.</param>
    /// <exception cref="ReproducibleException">A source failed, or no worker can be started.</exception>
    public static async Task EnsureAsync(BuildSettings settings, IReadOnlyList<NamedExperiment> experiments, IEnumerable<RunSpec> runs)
    {
        foreach (var source in runs.Select(run => run.Source).OfType<RunSpec>().DistinctBy(source => RunKey.Of(source, settings.Lab).Id))
        {
            var id = RunKey.Of(source, settings.Lab).Id;
            var name = experiments.FirstOrDefault(known => known.Experiment.With(settings.Lab.Overrides).Runs.Any(run => RunKey.Of(run, settings.Lab).Id == id))?.Name ?? "Source";
            await EnsureAsync(settings, Plan.OfRun(name, source, settings.Lab)).ConfigureAwait(false);
        }
    }

    private static async Task EnsureAsync(BuildSettings settings, Plan plan)
    {
        if (plan.Runs.All(run => run.Stored is not null))
        {
            return;
        }

        Console.WriteLine($"{plan.Runs[^1].Spec} is not in the store; it is done first.");
        ProgressDisplay display = Terminal.CanDraw && !settings.Json.IsAsked ? new TerminalProgress() : new PlainProgress();
        using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, _ => display.Abandon());
        var lab = new Lab(settings.Lab, LabSession.Program, display);
        await using (lab.ConfigureAwait(false))
        {
            lab.Begin(plan);
            using (display.Show(lab))
            {
                await lab.CompleteAsync(plan.Runs).ConfigureAwait(false);
            }
        }

        var (store, id) = (new RunStore(settings.Lab.Store), plan.Runs[^1].Id);
        if (store.FindReceipt(id) is not { Status: RunStatus.Finished } and var receipt)
        {
            throw new ReproducibleException($"The source {plan.Runs[^1].Spec} failed: {receipt?.Error}", $"Its folder is '{store.FolderOf(id)}'.");
        }
    }
}
