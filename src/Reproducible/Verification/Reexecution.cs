using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Verification;

/// <summary>Executes a stored run again, in a place of its own, and holds it against its record.</summary>
/// <param name="experiments">All that the code declares.</param>
/// <param name="place">Absolute path of a folder for the second execution; the caller removes it.</param>
public sealed class Reexecution(IReadOnlyList<NamedExperiment> experiments, WorkerProgram program, string place)
{
    /// <summary>Executes and compares.</summary>
    /// <param name="store">Holds the run, and the sources it starts from; a source that it lacks is executed again too, and so is one whose settings, data or code are others now.</param>
    /// <param name="options">Where and how to execute; results go to the place.</param>
    /// <exception cref="ReproducibleException">The record is damaged (nothing is executed then), the code no longer declares the run, or it fails now.</exception>
    public async Task<RunComparison> CompareAsync(RunStore store, string id, LabOptions options, ILabObserver observer, CancellationToken cancel)
    {
        var recorded = Sound(store, id);
        options = options with { Results = place, Overrides = recorded.Overrides };
        var plan = Writable(() => PlanOf(recorded, store, options));
        var lab = new Lab(options, program, observer);
        await using (lab.ConfigureAwait(false))
        {
            using var stop = cancel.Register(lab.Stop);
            lab.Begin(plan);
            await lab.CompleteAsync(plan.Runs).ConfigureAwait(false);
        }

        var (here, again) = (new RunStore(options.Store), plan.Runs[^1].Id);
        var receipt = here.FindReceipt(again)!;

        return receipt.Status == RunStatus.Finished
            ? RunComparison.Of(recorded, store.FolderOf(id), receipt, here.FolderOf(again), DifferencesIn(store, here))
            : throw new ReproducibleException($"Run {id} finished when it was recorded and fails now: {receipt.Error}", $"Its log is in '{here.FolderOf(again)}'.");
    }

    /// <summary>Puts differences between keys into words, with what these stores know of code and sources.</summary>
    public static KeyDifference DifferencesIn(params IReadOnlyList<RunStore> stores) => new(
        code => stores.Select(store => store.CodeOf(code)).FirstOrDefault(values => values is not null),
        id => stores.Select(store => store.FindReceipt(id)).FirstOrDefault(receipt => receipt is not null) is { } receipt ? (receipt.Experiment ?? id, receipt.Key) : null);

    private Plan Writable(Func<Plan> borrow)
    {
        try
        {
            return borrow();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new ReproducibleException($"No run can be executed again in '{place}': {fault.Message.TrimEnd('.')}.", "Free space or give rights there; nothing recorded was changed.", fault);
        }
    }

    private static Receipt Sound(RunStore store, string id)
    {
        var faults = RunCheck.Faults(store, id);
        if (faults.Count > 0)
        {
            throw new ReproducibleException(string.Join('\n', faults), "Nothing was executed. `dotnet cake --target=Doctor` checks the whole store.");
        }

        return store.FindReceipt(id) is { Status: RunStatus.Finished } recorded
            ? recorded
            : throw new ReproducibleException($"Run {id} did not finish, so there is nothing to hold it against.", "Nothing was executed.");
    }

    /// <summary>The run and the sources it needs, the run last.</summary>
    private Plan PlanOf(Receipt recorded, RunStore store, LabOptions options)
    {
        var settings = recorded.Key[KeyParts.Settings].Sha256;
        var asked = experiments
            .OrderBy(experiment => experiment.Name == recorded.Experiment ? 0 : 1)
            .Select(experiment => (Experiment: experiment, Runs: Plan.Specs(experiment, options).Where(spec => Settings(spec) == settings).ToList()))
            .FirstOrDefault(found => found.Runs.Count > 0);
        if (asked.Experiment is null)
        {
            var commit = recorded.Environment.GetValueOrDefault("commit", "unknown");
            throw new ReproducibleException(
                $"No experiment declares run {recorded.Id} ({recorded.Experiment}, seed {recorded.Settings.GetValueOrDefault("seed")}) as it was recorded: its definition changed.",
                $"Execute it with the code of its time: --at-commit={commit}.");
        }

        // The source that was recorded, where several runs have these settings and differ in their source.
        var spec = asked.Runs.Find(run => run.Source is not null && RunKey.Of(run.Source, options).Id == recorded.SourceId) ?? asked.Runs[0];
        new BorrowedSources(store, options).Copy(recorded, spec);

        return WithSizes(Plan.OfRun(asked.Experiment.Name, spec, options), recorded, store);
    }

    /// <summary>A batch size that was searched for is not searched for again: what is free now says nothing about the record.</summary>
    private static Plan WithSizes(Plan plan, Receipt recorded, RunStore store)
    {
        var runs = plan.Runs.ToArray();
        var receipt = recorded;
        for (var place = runs.Length - 1; place >= 0 && receipt is not null; place--)
        {
            runs[place] = runs[place] with { BatchSize = receipt.BatchSizeFound };
            receipt = receipt.SourceId is { } source ? store.FindReceipt(source) : null;
        }

        return new(runs);
    }

    private static string Settings(RunSpec spec) => CanonicalJson.Sha256(spec.Settings.Select(setting => KeyValuePair.Create(setting.Name, setting.Value)));
}
