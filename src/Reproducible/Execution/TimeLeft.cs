using Reproducible.Runs;

namespace Reproducible.Execution;

/// <summary>Guesses how long the runs that are left will take, from those that ended, those in hand, and what was estimated before.</summary>
internal sealed class TimeLeft(int workers, Estimates estimates)
{
    // Before that, a run's first steps say more about its start than about its pace.
    private const double LeastDone = 0.02;

    private readonly Dictionary<(string Strategy, string Dataset), (double Seconds, int Count)> ended = [];
    private double took;
    private double guessed;

    public void Ended(PlannedRun run, TimeSpan time)
    {
        var before = ended.GetValueOrDefault(Kind(run));
        ended[Kind(run)] = (before.Seconds + time.TotalSeconds, before.Count + 1);
        took += time.TotalSeconds;
        guessed += estimates.SecondsOf(run);
    }

    /// <summary>The runs as the queue will hand them out; null while nothing is known of this machine's pace.</summary>
    public TimeSpan? Estimate(IReadOnlyList<PlannedRun> waiting, IReadOnlyList<RunningRun> running)
    {
        var moving = running.Where(run => run.Progress?.Done > LeastDone).ToList();
        var real = took + moving.Sum(run => (run.Elapsed + run.Left!.Value).TotalSeconds);
        var expected = guessed + moving.Sum(run => estimates.SecondsOf(run.Run));
        if (expected == 0 && !estimates.AreGrounded)
        {
            return null;
        }

        var pace = expected == 0 ? 1 : real / expected;

        return TimeSpan.FromSeconds(CriticalPath.Makespan(waiting, Whole, [.. running.Select(run => (run.Run.Id, Rest(run)))], workers));

        double Whole(PlannedRun run) => ended.TryGetValue(Kind(run), out var like) ? like.Seconds / like.Count : estimates.SecondsOf(run) * pace;

        double Rest(RunningRun run) => moving.Contains(run) ? run.Left!.Value.TotalSeconds : Math.Max(0, Whole(run.Run) - run.Elapsed.TotalSeconds);
    }

    private static (string Strategy, string Dataset) Kind(PlannedRun run) => (run.Spec.Strategy.ToString(), run.Spec.Dataset.ToString());
}
