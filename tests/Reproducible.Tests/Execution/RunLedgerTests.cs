using Reproducible.Execution;
using Reproducible.Runs;
using Reproducible.Strategies;
using Reproducible.Tests.Store;

namespace Reproducible.Tests.Execution;

public sealed class RunLedgerTests : MadeRuns, ILabObserver
{
    private readonly List<LabStatus> told = [];

    [Fact]
    public void Each_end_is_told_with_its_run_counted_and_at_the_last_no_time_is_left()
    {
        // Ended faster than a guess of the time left grows old.
        var runs = Enumerable.Range(0, 50).Select(seed => Execution.Planned.Run(new FromScratch(), seed)).ToList();
        var record = Store.Find(Asked.Runs[0], Save(Asked.Runs[0], Options))!;
        var ledger = new RunLedger(new(runs), workers: 2, new(runs), this);

        foreach (var run in runs)
        {
            ledger.Take(run, worker: 1);
            ledger.End(run, record);
        }

        Assert.Equal(Enumerable.Range(1, 50), told.Select(status => status.Finished));
        Assert.All(told, status => Assert.Equal((50, 0, 0), (status.Total, status.Failed, status.Running.Count)));
        Assert.Equal(TimeSpan.Zero, told[^1].Left);
    }

    [Fact]
    public void Who_asks_is_told_the_time_left_as_it_is_now()
    {
        var runs = Enumerable.Range(0, 4).Select(seed => Execution.Planned.Run(new FromScratch(), seed) with { Earlier = new(Seconds: 10, 0, 0) }).ToList();
        var ledger = new RunLedger(new(runs), workers: 1, new(runs), null);

        Assert.Equal(TimeSpan.FromSeconds(40), ledger.Status.Left);
        ledger.Take(runs[0], worker: 1);
        ledger.End(runs[0], Store.Find(Asked.Runs[0], Save(Asked.Runs[0], Options))!);

        Assert.True(ledger.Status.Left < TimeSpan.FromSeconds(40), $"{ledger.Status.Left}");
    }

    void ILabObserver.Ended(RunRecord run, LabStatus status) => told.Add(status);

    void ILabObserver.Warned(string problem)
    {
    }
}
