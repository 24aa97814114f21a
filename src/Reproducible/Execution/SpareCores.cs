namespace Reproducible.Execution;

/// <summary>
/// Lends the cores of lanes that have nothing to do to runs of other lanes, one each and the longest runs first, and takes them back when they are
/// needed. Safe to use from several threads.
/// </summary>
/// <param name="cores">How many there are, a lane's own among them; 0: nothing is lent.</param>
internal sealed class SpareCores(int cores)
{
    private readonly Lock gate = new();
    private readonly Dictionary<int, Borrower?> busy = [];

    /// <summary>A core for each lane; none where runs have several threads each, or compute on another device.</summary>
    public static SpareCores Of(LabOptions options) =>
        new(options is { Threads: 1, Device: "cpu" } ? Math.Min(options.Workers, Environment.ProcessorCount) : 0);

    /// <summary>The lane needs its own core.</summary>
    public void Take(int lane) => Change(() => busy.TryAdd(lane, null));

    /// <summary>The lane, which has its own core, begins a run that can use another's.</summary>
    /// <param name="seconds">About how long it takes.</param>
    /// <param name="lend">Told true when the run has another core from now on, false when no longer, until <see cref="End"/>. Must return soon.</param>
    public void Begin(int lane, double seconds, Action<bool> lend) => Change(() => busy[lane] = new(seconds, lend));

    /// <summary>The lane's run is over; <c>lend</c> is not called any more.</summary>
    public void End(int lane) => Change(() =>
    {
        Forget(lane);
        busy[lane] = null;
    });

    /// <summary>The lane has nothing to do.</summary>
    public void Return(int lane) => Change(() =>
    {
        Forget(lane);
        busy.Remove(lane);
    });

    private void Forget(int lane) => busy.GetValueOrDefault(lane)?.Set(false);

    private void Change(Action change)
    {
        lock (gate)
        {
            change();
            var spare = cores - busy.Count;
            foreach (var borrower in busy.OrderByDescending(lane => lane.Value?.Seconds).ThenBy(lane => lane.Key).Select(lane => lane.Value).OfType<Borrower>())
            {
                borrower.Set(spare-- > 0);
            }
        }
    }

    private sealed class Borrower(double seconds, Action<bool> lend)
    {
        private bool has;

        public double Seconds => seconds;

        public void Set(bool core)
        {
            if (core != has)
            {
                has = core;
                lend(core);
            }
        }
    }
}
