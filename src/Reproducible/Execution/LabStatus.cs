using Reproducible.Runs;

namespace Reproducible.Execution;

/// <summary>What a lab's runs are doing at this moment.</summary>
/// <param name="Total">Runs to do in this call; those found in the store are not among them.</param>
/// <param name="Reused">Runs found in the store.</param>
/// <param name="Finished">Runs finished in this call.</param>
/// <param name="Failed">Runs that failed in this call, or could not start because their source did.</param>
/// <param name="Running">Runs that a worker has in hand.</param>
/// <param name="Left">Estimated time until the last run ends; null while too little is known.</param>
public sealed record LabStatus(int Total, int Reused, int Finished, int Failed, IReadOnlyList<RunningRun> Running, TimeSpan? Left);

/// <summary>A run that a worker has in hand.</summary>
/// <param name="WorkerProcessId">The worker's process.</param>
/// <param name="Progress">Its last word; null before its first epoch ends.</param>
/// <param name="Elapsed">Since the worker was asked.</param>
/// <param name="ImagesPerSecond">Training images a second, lately, its epochs' evaluations included; null until it is known.</param>
public sealed record RunningRun(PlannedRun Run, int WorkerProcessId, RunProgress? Progress, TimeSpan Elapsed, double? ImagesPerSecond = null)
{
    /// <summary>Estimated time until it ends, as its steps went so far; null before the first.</summary>
    public TimeSpan? Left => Progress is { Done: > 0 and var done } ? Elapsed / done * (1 - done) : null;
}
