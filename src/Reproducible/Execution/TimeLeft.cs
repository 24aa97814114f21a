using Reproducible.Runs;

namespace Reproducible.Execution;

/// <summary>Guesses how long the runs that are left will take, from those that ended.</summary>
internal sealed class TimeLeft(int workers)
{
    private readonly List<(PlannedRun Run, double Seconds)> ended = [];

    public void Ended(PlannedRun run, TimeSpan took) => ended.Add((run, took.TotalSeconds));

    /// <summary>The work left, shared evenly among the workers, and no shorter than the longest run in hand; null while nothing is known of some run.</summary>
    public TimeSpan? Estimate(IEnumerable<PlannedRun> waiting, IReadOnlyList<RunningRun> running)
    {
        var inHand = running.Select(Rest).ToList();
        var all = waiting.Select(run => Whole(run)).Concat(inHand).ToList();

        return all.Contains(null) ? null : TimeSpan.FromSeconds(Math.Max(all.Sum()!.Value / workers, inHand.Max() ?? 0));
    }

    private double? Rest(RunningRun running) =>
        running.Left?.TotalSeconds ?? (Whole(running.Run) is { } seconds ? Math.Max(0, seconds - running.Elapsed.TotalSeconds) : null);

    /// <summary>The mean of runs of the same strategy on the same data; failing that, of the same strategy; failing that, of all.</summary>
    private double? Whole(PlannedRun run) =>
        Mean(other => other.Spec.Strategy.Equals(run.Spec.Strategy) && other.Spec.Dataset.ToString() == run.Spec.Dataset.ToString())
        ?? Mean(other => other.Spec.Strategy.Name == run.Spec.Strategy.Name)
        ?? Mean(_ => true);

    private double? Mean(Func<PlannedRun, bool> like) =>
        ended.Where(entry => like(entry.Run)).Select(entry => (double?)entry.Seconds).Average();
}
