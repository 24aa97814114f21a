using System.Diagnostics;
using Reproducible.Runs;

namespace Reproducible.Execution;

/// <summary>Which runs of a call are to do, in hand and ended, and who waits for them. Safe to use from several threads.</summary>
internal sealed class RunLedger
{
    // How old a guess may be that is told as a run ends: it looks at all runs that wait, and of a thousand short ones many end in a second.
    private static readonly TimeSpan LastingGuess = TimeSpan.FromMilliseconds(250);

    private readonly Lock gate = new();
    private readonly Lock telling = new();
    private readonly Dictionary<string, RunInHand> inHand = [];
    private readonly Dictionary<string, RunRecord> ended = [];
    private readonly Dictionary<string, TaskCompletionSource> ends;
    private readonly TimeLeft timeLeft;
    private readonly ILabObserver? observer;
    private readonly int reused;
    private int failed;
    private (TimeSpan? Left, long At)? guess;

    /// <param name="workers">How many runs are in hand at once, at most.</param>
    public RunLedger(Plan plan, int workers, Estimates estimates, ILabObserver? observer)
    {
        ToDo = [.. plan.Runs.Where(run => run.Stored is null)];
        reused = plan.Runs.Count - ToDo.Count;
        timeLeft = new(workers, estimates);
        ends = ToDo.ToDictionary(run => run.Id, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        this.observer = observer;
    }

    public IReadOnlyList<PlannedRun> ToDo { get; }

    public LabStatus Status => Look(TimeSpan.Zero);

    /// <summary>Done when every run is ended; runs that were reused are.</summary>
    public Task WaitAsync(IEnumerable<PlannedRun> runs) =>
        Task.WhenAll(runs.Where(run => ends.ContainsKey(run.Id)).Select(run => ends[run.Id].Task));

    public RunInHand Take(PlannedRun run, int worker)
    {
        var hand = new RunInHand(run, worker);
        lock (gate)
        {
            inHand[run.Id] = hand;
        }

        return hand;
    }

    public void GiveBack(PlannedRun run, string why)
    {
        lock (gate)
        {
            inHand.Remove(run.Id);
        }

        Warn(why);
    }

    /// <summary>A run is in the store. The observer hears of it before those who wait for it go on.</summary>
    public void End(PlannedRun run, RunRecord record)
    {
        lock (gate)
        {
            ended[run.Id] = record;
            failed += record.Receipt.Status != RunStatus.Finished ? 1 : 0;
            if (inHand.Remove(run.Id, out var hand) && record.Receipt.Status == RunStatus.Finished)
            {
                timeLeft.Ended(run, hand.Elapsed);
            }
        }

        lock (telling)
        {
            observer?.Ended(record, Look(LastingGuess));
        }

        ends[run.Id].TrySetResult();
    }

    /// <summary>A run that ended in this call; null: none of this id has.</summary>
    public RunRecord? RecordOf(string id)
    {
        lock (gate)
        {
            return ended.GetValueOrDefault(id);
        }
    }

    public void Warn(string problem)
    {
        lock (telling)
        {
            observer?.Warned(problem);
        }
    }

    /// <param name="oldest">How old the guess of the time left may be; what is counted is counted now.</param>
    private LabStatus Look(TimeSpan oldest)
    {
        lock (gate)
        {
            var running = inHand.Values.Select(hand => hand.Look()).ToList();
            if (guess is not { } last || ended.Count == ToDo.Count || Stopwatch.GetElapsedTime(last.At) >= oldest)
            {
                var waiting = ToDo.Where(run => !inHand.ContainsKey(run.Id) && !ended.ContainsKey(run.Id)).ToList();
                guess = last = (timeLeft.Estimate(waiting, running), Stopwatch.GetTimestamp());
            }

            return new(ToDo.Count, reused, ended.Count - failed, failed, running, last.Left);
        }
    }

    /// <summary>No run ends any more: whoever waits for one is told why.</summary>
    public void Abandon(Action<TaskCompletionSource> tell)
    {
        foreach (var end in ends.Values)
        {
            tell(end);
        }
    }
}
