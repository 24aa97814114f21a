using Reproducible.Execution;
using Reproducible.Runs;
using Reproducible.Strategies;

namespace Reproducible.Tests.Execution;

public class TimeLeftTests
{
    private readonly PlannedRun[] scratch = [.. Enumerable.Range(0, 4).Select(seed => Planned.Run(new FromScratch(), seed))];
    private readonly PlannedRun[] cached = [.. Enumerable.Range(0, 3).Select(seed => Planned.Run(new FeatureExtraction(), seed))];
    private readonly TimeLeft left;

    public TimeLeftTests() => left = new(workers: 2, new([.. scratch, .. cached]));

    [Fact]
    public void Is_unknown_before_any_run_ended_or_moved_where_the_store_knows_none_like_it()
    {
        Assert.Null(left.Estimate(scratch, [Running(cached[0], done: 0)]));
    }

    [Fact]
    public void Is_known_at_once_where_the_store_knows_how_long_such_runs_take()
    {
        var runs = scratch.Select(run => run with { Earlier = new(Seconds: 10, 0, 0) }).ToArray();

        Assert.Equal(TimeSpan.FromSeconds(20), new TimeLeft(workers: 2, new(runs)).Estimate(runs, []));
    }

    [Fact]
    public void Shares_the_work_that_is_left_among_the_workers()
    {
        left.Ended(scratch[0], TimeSpan.FromSeconds(10));

        Assert.Equal(TimeSpan.FromSeconds(4 * 10 / 2), left.Estimate(scratch, []));
    }

    [Fact]
    public void Takes_each_strategy_by_its_own_pace_and_the_order_in_which_they_will_run()
    {
        left.Ended(scratch[0], TimeSpan.FromSeconds(10));
        left.Ended(cached[0], TimeSpan.FromSeconds(2));

        // 10 on one worker; 2 and 2 on the other.
        Assert.Equal(TimeSpan.FromSeconds(10), left.Estimate([scratch[1], cached[1], cached[2]], []));
    }

    [Fact]
    public void Is_no_shorter_than_the_longest_run_in_hand()
    {
        Assert.Equal(TimeSpan.FromSeconds(15), left.Estimate([], [Running(scratch[0], done: 0.25)]));
    }

    [Fact]
    public void Counts_a_chain_behind_a_run_in_hand()
    {
        var source = Planned.Run(new FromScratch(), 1);
        var tuned = Planned.Run(new FullFineTune(), 1, source);
        var time = new TimeLeft(workers: 2, new([source with { Earlier = new(20, 0, 0) }, tuned with { Earlier = new(6, 0, 0) }]));

        // A quarter in 5 s: 15 s more, then 6 s for who waits for it, as the first goes as it did before.
        Assert.Equal(TimeSpan.FromSeconds(21), time.Estimate([tuned], [Running(source, done: 0.25)]));
    }

    private static RunningRun Running(PlannedRun run, double done) => new(run, 1, new("a", Epoch: 1, Epochs: 4, Done: done), TimeSpan.FromSeconds(5));
}
