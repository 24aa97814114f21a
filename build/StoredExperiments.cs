using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Recording.Report;
using Reproducible.Runs;
using Reproducible.Statistics;
using Reproducible.Store;

namespace Reproducible.Build;

/// <summary>Reads what the store holds of experiments, each run once; executes nothing, and what is not there is counted.</summary>
/// <param name="done">Runs that this call did or reused, and so has read.</param>
internal sealed class StoredExperiments(LabOptions options, IEnumerable<RunRecord> done)
{
    // By id: specs hold lists, which two definitions of one experiment do not share.
    private readonly Dictionary<string, RunRecord> done = done.DistinctBy(run => run.Receipt.Id).ToDictionary(run => run.Receipt.Id);
    private readonly RunStore store = new(options.Store);
    private readonly Dictionary<string, RunRecord?> known = [];
    private readonly List<string> damaged = [];

    /// <summary>What could not be read, a sentence each.</summary>
    public IReadOnlyList<string> Damaged => damaged;

    /// <summary>The experiment with the seeds and epochs of this call.</summary>
    public ReportedExperiment Read(NamedExperiment named)
    {
        var experiment = named.Experiment.With(options.Overrides);
        var asked = experiment.Runs;
        var runs = Find(asked);
        var baseline = Find(experiment.BaselineRuns);

        return new(new(named.Name, named.Description, runs, Summary.Of(runs, baseline)), baseline, asked.Count - runs.Count);
    }

    private List<RunRecord> Find(IReadOnlyList<RunSpec> specs) => [.. specs.Select(Find).OfType<RunRecord>()];

    private RunRecord? Find(RunSpec spec)
    {
        var id = RunKey.Of(spec, options).Id;
        if (done.TryGetValue(id, out var read))
        {
            return read;
        }

        if (!known.TryGetValue(id, out var run))
        {
            try
            {
                run = store.Find(spec, id, reused: true);
            }
            catch (ReproducibleException fault)
            {
                damaged.Add(fault.Message);
            }

            known.Add(id, run);
        }

        return run;
    }
}
