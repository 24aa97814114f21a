using Reproducible.Execution;
using Reproducible.Runs;
using Reproducible.Training;

namespace Reproducible.Benchmarks.OurSide;

/// <summary>Runs, done as a worker does them.</summary>
internal static class Done
{
    /// <summary>Does a run, and stores it.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static Receipt Of(RunSpec spec, LabOptions options)
    {
        var receipt = RunExecution.Execute(null, spec, options, new Progress<RunProgress>(), CancellationToken.None).Receipt;

        return receipt.Status == RunStatus.Finished ? receipt : throw new InvalidOperationException(receipt.Error);
    }
}
