using Reproducible.Runs;

namespace Reproducible.Execution;

/// <summary>
/// Memory that the runs of a call share: a run begins only where what it is thought to need is free, after what those in hand may still take. One
/// always goes on, so that a wrong guess stops nothing. Safe to use from several threads.
/// </summary>
/// <param name="name">For people: <c>memory</c>, <c>memory of cuda:0</c>.</param>
/// <param name="available">Bytes that are free now.</param>
/// <param name="heldBy">Bytes that a process holds now; 0: not known.</param>
/// <param name="earlier">Bytes that the run's like needed; 0: not known.</param>
/// <param name="usual">Bytes that a run is thought to need while no run ended.</param>
internal sealed class MemoryBudget(string name, Func<long> available, Func<int, long> heldBy, Func<PlannedRun, long> earlier, long usual)
{
    private readonly Lock gate = new();
    private readonly Dictionary<int, (int Worker, long Need)> inHand = [];
    private long largest;

    /// <summary>Sets memory aside for a run.</summary>
    /// <param name="lane">Who asks; has one run at a time.</param>
    /// <param name="worker">The process that will do it; null: one that is still to be started.</param>
    /// <returns>Null when it may begin; else why not, for people.</returns>
    public string? Reserve(int lane, int? worker, PlannedRun run)
    {
        lock (gate)
        {
            var need = earlier(run) is > 0 and var known ? known : largest > 0 ? largest : usual;
            if (inHand.Count > 0)
            {
                var promised = inHand.Values.Sum(other => Missing(other.Worker, other.Need));
                var (missing, free) = (Missing(worker ?? 0, need), available());
                if (missing + promised > free)
                {
                    return $"{run.Spec} needs about {ByteText.Of(missing)} more {name}; {ByteText.Of(free)} are free, of which runs in hand may still take {ByteText.Of(promised)}.";
                }
            }

            inHand[lane] = (worker ?? 0, need);

            return null;
        }
    }

    /// <summary>The lane's run has its worker.</summary>
    public void Began(int lane, int worker)
    {
        lock (gate)
        {
            inHand[lane] = inHand[lane] with { Worker = worker };
        }
    }

    /// <summary>The lane has no run any more.</summary>
    public void Release(int lane)
    {
        lock (gate)
        {
            inHand.Remove(lane);
        }
    }

    /// <summary>A run ended.</summary>
    /// <param name="peak">Bytes it needed; 0: not known.</param>
    public void Learn(long peak)
    {
        lock (gate)
        {
            largest = Math.Max(largest, peak);
        }
    }

    private long Missing(int worker, long need) => Math.Max(0, need - (worker == 0 ? 0 : heldBy(worker)));
}
