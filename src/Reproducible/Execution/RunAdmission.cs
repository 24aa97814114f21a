using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Execution;

/// <summary>Whether a lane can do a run now: nobody else has it in hand, and its memory is there. Says once of a run, and once of a lane, why not.</summary>
internal sealed class RunAdmission
{
    // What workers held that trained the small networks here, their data sets included: 0.7 to 1.3 GB.
    private const long UsualBytes = 1_000_000_000;

    // CUDA's context and kernels alone take about half a gigabyte.
    private const long UsualGpuBytes = 2_000_000_000;

    private readonly RunStore store;
    private readonly Action<string> warn;
    private readonly IReadOnlyList<MemoryBudget> budgets;
    private readonly HashSet<string> said = [];

    /// <param name="warn">Told why something waits.</param>
    public RunAdmission(RunStore store, LabOptions options, Action<string> warn)
        : this(store, warn, BudgetsOf(options))
    {
    }

    internal RunAdmission(RunStore store, Action<string> warn, IReadOnlyList<MemoryBudget> budgets) => (this.store, this.warn, this.budgets) = (store, warn, budgets);

    /// <summary>Asked of one run after another; a yes sets the memory aside.</summary>
    /// <param name="worker">The lane's process; null: it has none yet.</param>
    public bool Admits(int lane, int? worker, PlannedRun run)
    {
        if (store.HolderOf(run.Id) is { } holder)
        {
            SayOnce(run.Id, $"Run {run.Id} ({run.Spec}) is in the hands of {holder}; it waits, and others go first.");
            return false;
        }

        if (budgets.Select(budget => budget.Reserve(lane, worker, run)).FirstOrDefault(lack => lack is not null) is not { } shortage)
        {
            return true;
        }

        Ended(lane);
        SayOnce($"lane {lane}", $"A worker waits until other runs end: {shortage} --workers=1 asks for one at a time.");

        return false;
    }

    /// <summary>The lane's run has its worker.</summary>
    public void Began(int lane, int worker) => Each(budget => budget.Began(lane, worker));

    /// <summary>The lane has no run any more.</summary>
    public void Ended(int lane) => Each(budget => budget.Release(lane));

    /// <summary>What a run needed, others are thought to need.</summary>
    public void Learn(Receipt receipt)
    {
        budgets[0].Learn(receipt.PeakMemoryBytes);
        Each(budgets.Skip(1), budget => budget.Learn(receipt.PeakGpuMemoryBytes ?? 0));
    }

    private static IReadOnlyList<MemoryBudget> BudgetsOf(LabOptions options)
    {
        var host = new HostMemory();
        var memory = new MemoryBudget("memory", () => host.Available, host.ResidentOf, run => run.Earlier?.PeakMemoryBytes ?? 0, UsualBytes);
        if (!options.Device.StartsWith("cuda", StringComparison.Ordinal))
        {
            return [memory];
        }

        var gpu = new GpuMemory(options.Device);

        return [memory, new($"memory of {options.Device}", () => gpu.Free, gpu.HeldBy, run => run.Earlier?.PeakGpuMemoryBytes ?? 0, UsualGpuBytes)];
    }

    private void Each(Action<MemoryBudget> act) => Each(budgets, act);

    private static void Each(IEnumerable<MemoryBudget> budgets, Action<MemoryBudget> act)
    {
        foreach (var budget in budgets)
        {
            act(budget);
        }
    }

    private void SayOnce(string about, string text)
    {
        lock (said)
        {
            if (!said.Add(about))
            {
                return;
            }
        }

        warn(text);
    }
}
