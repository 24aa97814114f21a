using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Store;
using Reproducible.Statistics;

namespace Reproducible.Runs;

/// <summary>An experiment's runs, finished or failed, and what they say together.</summary>
/// <param name="Name">The task's name: <c>FullFineTune</c>. Also the name of its folder under results and of its MLflow experiment.</param>
/// <param name="Description">The question, for people.</param>
/// <param name="Runs">In the order of <see cref="Experiment.Runs"/>.</param>
/// <param name="Summaries">One a backbone, dataset and strategy, in that order.</param>
public sealed record ExperimentResult(string Name, string Description, IReadOnlyList<RunRecord> Runs, IReadOnlyList<Summary> Summaries)
{
    /// <summary>Gathers an experiment's runs, and the baseline's it is compared with, from the store.</summary>
    /// <param name="known">Knows runs that were read before; what it gives null for is read here, and null: all are.</param>
    /// <exception cref="ReproducibleException">A run is not in the store.</exception>
    public static ExperimentResult Of(NamedExperiment named, LabOptions options, Func<RunSpec, RunRecord?>? known = null)
    {
        var experiment = named.Experiment.With(options.Overrides);
        var store = new RunStore(options.Store);
        var runs = Read(experiment.Runs).ToList();

        return new(named.Name, named.Description, runs, Summary.Of(runs, [.. Read(experiment.BaselineRuns)]));

        IEnumerable<RunRecord> Read(IEnumerable<RunSpec> specs) => specs.Select(spec => known?.Invoke(spec) ?? Find(spec));

        RunRecord Find(RunSpec spec)
        {
            var id = RunKey.Of(spec, options).Id;

            return store.Find(spec, id, reused: false) ?? throw new ReproducibleException(
                $"Run {id} ({spec}) is not in '{options.Store}'.", $"Run `dotnet cake --target={named.Name}`.");
        }
    }
}
