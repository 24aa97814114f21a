using Reproducible.Runs;

namespace Reproducible.Execution;

/// <summary>
/// Which run is next: the one whose chain of runs takes longest (<see cref="CriticalPath"/>), of equals the first as planned. A run waits until its
/// source is done. The order decides when a run is done, never what it gives. Safe to use from several threads.
/// </summary>
internal sealed class RunQueue
{
    // How soon somebody else's lock, or memory that others need, is looked at again.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Lock gate = new();
    private readonly List<PlannedRun> waiting;
    private readonly HashSet<string> unsettled;
    private TaskCompletionSource changed = NewSignal();

    /// <param name="runs">What shall run. A source that is not among them counts as done.</param>
    /// <param name="seconds">About how long each takes.</param>
    public RunQueue(IReadOnlyList<PlannedRun> runs, Func<PlannedRun, double> seconds)
    {
        var lengths = CriticalPath.Of(runs, seconds);
        waiting = [.. runs.OrderByDescending(run => lengths[run.Id])];
        unsettled = [.. runs.Select(run => run.Id)];
    }

    /// <summary>The next run, as soon as there is one; null when every run is settled.</summary>
    /// <param name="may">Whether the caller can do this run now; asked in order, until it says yes, and again while it says no. Must return soon.</param>
    public async Task<PlannedRun?> TakeAsync(Func<PlannedRun, bool> may, CancellationToken cancel)
    {
        while (true)
        {
            cancel.ThrowIfCancellationRequested();
            Task signal;
            bool refused;
            lock (gate)
            {
                if (waiting.FindIndex(run => CanStart(run) && may(run)) is >= 0 and var place)
                {
                    var next = waiting[place];
                    waiting.RemoveAt(place);
                    return next;
                }

                // A run that somebody works on now may still come back, or be another's source.
                if (unsettled.Count == 0)
                {
                    return null;
                }

                refused = waiting.Exists(CanStart);
                signal = changed.Task;
            }

            if (refused)
            {
                await Task.WhenAny(signal, Task.Delay(Pause, cancel)).ConfigureAwait(false);
            }
            else
            {
                await signal.WaitAsync(cancel).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Gives back a run that was taken and not done; it is next.</summary>
    public void Return(PlannedRun run) => Change(() => waiting.Insert(0, run));

    /// <summary>A run is done; what waited for it may start.</summary>
    public void Finish(PlannedRun run) => Change(() => unsettled.Remove(run.Id));

    /// <summary>A run failed.</summary>
    /// <returns>The runs that therefore never start, each after the one it would have started from; they are settled too.</returns>
    public IReadOnlyList<PlannedRun> Fail(PlannedRun run)
    {
        var lost = new List<PlannedRun> { run };
        Change(() =>
        {
            for (var next = 0; next < lost.Count; next++)
            {
                lost.AddRange(waiting.Where(other => other.SourceId == lost[next].Id));
                waiting.RemoveAll(lost.Contains);
                unsettled.Remove(lost[next].Id);
            }
        });

        return lost[1..];
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private bool CanStart(PlannedRun run) => run.SourceId is null || !unsettled.Contains(run.SourceId);

    private void Change(Action change)
    {
        lock (gate)
        {
            change();
            changed.SetResult();
            changed = NewSignal();
        }
    }
}
