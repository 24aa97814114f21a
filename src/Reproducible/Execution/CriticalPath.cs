using Reproducible.Runs;

namespace Reproducible.Execution;

/// <summary>
/// List scheduling by the critical path: a run counts its own seconds and those of the longest chain of runs that wait for it. So sources come
/// first, and long runs before short ones, which fill the gaps at the end.
/// </summary>
/// <remarks>Source: Graham, "Bounds on multiprocessing timing anomalies", SIAM J. Appl. Math. 1969: at most 2 - 1/workers times the best order's time.</remarks>
internal static class CriticalPath
{
    /// <summary>Each run's seconds to the end of its longest chain, by id.</summary>
    public static IReadOnlyDictionary<string, double> Of(IReadOnlyList<PlannedRun> runs, Func<PlannedRun, double> seconds)
    {
        var waiting = runs.ToLookup(run => run.SourceId);
        var lengths = new Dictionary<string, double>(runs.Count);
        foreach (var run in runs)
        {
            Length(run);
        }

        return lengths;

        double Length(PlannedRun run) =>
            lengths.TryGetValue(run.Id, out var known) ? known : lengths[run.Id] = seconds(run) + waiting[run.Id].Select(Length).DefaultIfEmpty().Max();
    }

    /// <summary>Seconds until the last run ends.</summary>
    /// <param name="waiting">Runs that nobody has in hand. A source that is neither here nor in hand counts as done.</param>
    /// <param name="inHand">Ids of the others, with the seconds that each still takes.</param>
    /// <param name="workers">At least 1.</param>
    public static double Makespan(IReadOnlyList<PlannedRun> waiting, Func<PlannedRun, double> seconds, IReadOnlyList<(string Id, double Seconds)> inHand, int workers)
    {
        var lengths = Of(waiting, seconds);
        var open = waiting.Select(run => run.Id).Concat(inHand.Select(run => run.Id)).ToHashSet();
        var dependants = waiting.Where(run => run.SourceId is not null && open.Contains(run.SourceId)).ToLookup(run => run.SourceId);
        var ready = new PriorityQueue<PlannedRun, double>(waiting.Where(run => run.SourceId is null || !open.Contains(run.SourceId)).Select(run => (run, -lengths[run.Id])));
        var busy = new PriorityQueue<string, double>(inHand.Select(run => (run.Id, run.Seconds)));
        var now = 0.0;
        while (true)
        {
            while (busy.Count < workers && ready.TryDequeue(out var next, out _))
            {
                busy.Enqueue(next.Id, now + seconds(next));
            }

            if (!busy.TryDequeue(out var done, out now))
            {
                return Math.Max(now, 0);
            }

            ready.EnqueueRange(dependants[done].Select(run => (run, -lengths[run.Id])));
            if (busy.Count == 0 && ready.Count == 0)
            {
                return now;
            }
        }
    }
}
