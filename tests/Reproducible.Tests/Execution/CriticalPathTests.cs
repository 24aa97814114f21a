using Reproducible.Execution;
using Reproducible.Runs;
using Reproducible.Strategies;

namespace Reproducible.Tests.Execution;

public class CriticalPathTests
{
    private static readonly PlannedRun Source = Planned.Run(new FromScratch(), 0);
    private static readonly PlannedRun Tuned = Planned.Run(new FullFineTune(), 1, Source);
    private static readonly PlannedRun TunedAgain = Planned.Run(new FullFineTune(), 2, Tuned);
    private static readonly PlannedRun Short = Planned.Run(new FullFineTune(), 3, Source);
    private static readonly PlannedRun Alone = Planned.Run(new FromScratch(), 4);

    private static readonly Dictionary<string, double> Seconds = new()
    {
        [Source.Id] = 8, [Tuned.Id] = 4, [TunedAgain.Id] = 2, [Short.Id] = 1, [Alone.Id] = 5,
    };

    [Fact]
    public void A_run_counts_its_own_time_and_the_longest_chain_behind_it()
    {
        var lengths = CriticalPath.Of([TunedAgain, Short, Tuned, Alone, Source], OwnSeconds);

        Assert.Equal([8 + 4 + 2, 4 + 2, 2, 1, 5], new[] { Source, Tuned, TunedAgain, Short, Alone }.Select(run => lengths[run.Id]));
    }

    [Theory]
    [InlineData(1, 20)] // All, one after another.
    [InlineData(2, 14)] // 8, 4 and 2 on one worker; 5, a gap, 1 on the other.
    [InlineData(9, 14)] // The chain.
    public void All_runs_end_when_the_chain_and_the_workers_allow(int workers, double expected)
    {
        Assert.Equal(expected, CriticalPath.Makespan([Source, Tuned, TunedAgain, Short, Alone], OwnSeconds, [], workers));
    }

    [Fact]
    public void What_is_in_hand_keeps_its_worker_and_those_that_wait_for_it()
    {
        // 3 more seconds of the source, then 4 and 2; the other worker has nothing but 1.
        Assert.Equal(3 + 4 + 2, CriticalPath.Makespan([Tuned, TunedAgain, Short], OwnSeconds, [(Source.Id, 3)], workers: 2));
    }

    [Fact]
    public void Nothing_takes_no_time()
    {
        Assert.Equal(0, CriticalPath.Makespan([], OwnSeconds, [], workers: 2));
    }

    private static double OwnSeconds(PlannedRun run) => Seconds[run.Id];
}
