using Reproducible.Execution;
using Reproducible.Runs;
using Reproducible.Strategies;

namespace Reproducible.Tests.Execution;

public class MemoryBudgetTests
{
    private const int Megabyte = 1_000_000;
    private static readonly PlannedRun Unknown = Planned.Run(new FromScratch(), 0);
    private static readonly PlannedRun Large = Unknown with { Earlier = new(1, 900 * Megabyte, 0) };
    private readonly Dictionary<int, long> held = [];
    private long free = 1000 * Megabyte;

    [Fact]
    public void One_run_always_goes_on()
    {
        free = 0;

        Assert.Null(Budget().Reserve(0, null, Large));
    }

    [Fact]
    public void A_second_begins_where_there_is_room_for_what_both_may_take()
    {
        var budget = Budget();
        Assert.Null(budget.Reserve(0, null, Unknown));
        Assert.Null(budget.Reserve(1, null, Unknown));

        // Three of 400 MB want 1,200.
        Assert.Matches("needs about 400 MB more memory; 1.0 GB are free, of which runs in hand may still take 800 MB", budget.Reserve(2, null, Unknown));
    }

    [Fact]
    public void What_a_worker_holds_already_is_not_asked_for_again()
    {
        var budget = Budget();
        Assert.Null(budget.Reserve(0, null, Large));
        budget.Began(0, worker: 7);
        Assert.NotNull(budget.Reserve(1, worker: 8, Large));

        (held[7], free) = (800 * Megabyte, 250 * Megabyte);
        Assert.NotNull(budget.Reserve(1, worker: 8, Large));

        // 100 MB more for the first, 150 for this one.
        held[8] = 750 * Megabyte;
        Assert.Null(budget.Reserve(1, worker: 8, Large));
    }

    [Fact]
    public void A_run_that_ended_gives_its_share_back_and_says_what_the_next_will_need()
    {
        var budget = Budget();
        Assert.Null(budget.Reserve(0, null, Unknown));
        Assert.Null(budget.Reserve(1, null, Unknown));
        budget.Learn(550 * Megabyte);
        budget.Release(1);

        // 400 are set aside for the first, and 550 more fit beside them; not three times.
        Assert.Null(budget.Reserve(1, null, Unknown));
        Assert.Matches("needs about 550 MB", budget.Reserve(2, null, Unknown));
        budget.Release(0);
        budget.Release(1);
        Assert.Null(budget.Reserve(2, null, Unknown));
    }

    private MemoryBudget Budget() => new("memory", () => free, worker => held.GetValueOrDefault(worker), run => run.Earlier?.PeakMemoryBytes ?? 0, usual: 400 * Megabyte);
}
