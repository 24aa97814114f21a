using Reproducible.Execution;
using Reproducible.Runs;
using Reproducible.Training;

namespace Experiments.Tests;

/// <summary>A store that all small experiments share, so that their source is trained once.</summary>
public sealed class SmallStore : IDisposable
{
    private readonly LabOptions options = new()
    {
        Results = Directory.CreateTempSubdirectory("reproducible-test-").FullName,
        InstructionSet = InstructionSet.Portable,
    };

    /// <summary>Runs what is not in the store, in this process; the experiment's own runs, in order.</summary>
    public IReadOnlyList<RunRecord> Execute(NamedExperiment named)
    {
        foreach (var run in Plan.Of([named], options).Runs.Where(run => run.Stored is null))
        {
            RunExecution.Execute(run.Experiments[0], run.Spec, options, new Progress<RunProgress>(), CancellationToken.None);
        }

        return ExperimentResult.Of(named, options).Runs;
    }

    public void Dispose() => Directory.Delete(options.Results, recursive: true);
}
