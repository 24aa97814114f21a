using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Strategies;

namespace Reproducible.Tests.Execution;

public class TimeLeftTests
{
    private readonly TimeLeft left = new(workers: 2);

    [Fact]
    public void Is_unknown_before_any_run_ended()
    {
        Assert.Null(left.Estimate([Run(new FromScratch())], []));
    }

    [Fact]
    public void Shares_the_work_that_is_left_among_the_workers()
    {
        left.Ended(Run(new FromScratch()), TimeSpan.FromSeconds(10));

        Assert.Equal(TimeSpan.FromSeconds(4 * 10 / 2), left.Estimate([.. Enumerable.Repeat(Run(new FromScratch()), 4)], []));
    }

    [Fact]
    public void Takes_each_strategy_by_its_own_pace()
    {
        left.Ended(Run(new FromScratch()), TimeSpan.FromSeconds(10));
        left.Ended(Run(new FeatureExtraction()), TimeSpan.FromSeconds(2));

        Assert.Equal(TimeSpan.FromSeconds((10 + 2 + 2) / 2), left.Estimate([Run(new FromScratch()), Run(new FeatureExtraction()), Run(new FeatureExtraction())], []));
    }

    [Fact]
    public void Is_no_shorter_than_the_longest_run_in_hand()
    {
        var running = new RunningRun(Run(new FromScratch()), 1, new("a", Epoch: 1, Epochs: 4, Done: 0.25), TimeSpan.FromSeconds(5));

        Assert.Equal(TimeSpan.FromSeconds(15), left.Estimate([], [running]));
    }

    private static PlannedRun Run(Strategy strategy)
    {
        var spec = new RunSpec(new SmallCnn(1), new Digits(), strategy, new(), 0);

        return new(spec, RunKey.Of(spec, new() { Results = "/results" }), ["Some"], null, null, "no receipt");
    }
}
