using Reproducible.Execution;

namespace Reproducible.Tests.Execution;

public sealed class SpareCoresTests
{
    private readonly List<string> told = [];

    [Fact]
    public void The_longest_run_has_the_core_of_a_lane_without_one_until_that_lane_needs_it()
    {
        var cores = new SpareCores(3);
        Begin(cores, 0, seconds: 5);
        Assert.Equal(["0 true"], Told());

        Begin(cores, 1, seconds: 90);
        Assert.Equal(["0 false", "1 true"], Told().Order());

        cores.Take(2);
        Assert.Equal(["1 false"], Told());

        cores.Return(2);
        Assert.Equal(["1 true"], Told());
    }

    [Fact]
    public void A_lane_that_ends_leaves_its_core_and_gives_back_the_other()
    {
        var cores = new SpareCores(2);
        Begin(cores, 0, seconds: 90);
        cores.Take(1);
        Told();

        cores.Return(1);
        cores.End(0);
        cores.Return(1);
        Begin(cores, 0, seconds: 3);
        cores.Return(0);

        Assert.Equal(["0 true", "0 false", "0 true", "0 false"], Told());
    }

    [Fact]
    public void With_one_core_a_lane_or_more_runs_than_cores_nothing_is_lent()
    {
        var (one, none) = (new SpareCores(1), new SpareCores(0));
        Begin(one, 0, seconds: 5);
        Begin(none, 0, seconds: 5);
        Begin(one, 1, seconds: 5);

        Assert.Empty(Told());
    }

    [Theory]
    [InlineData(1, "cpu", true)]
    [InlineData(2, "cpu", false)]
    [InlineData(1, "cuda:0", false)]
    public void Runs_of_several_threads_or_on_a_gpu_are_lent_none(int threads, string device, bool lends)
    {
        Assert.SkipUnless(Environment.ProcessorCount > 1, "This machine has one core: none can be lent.");
        Begin(SpareCores.Of(new() { Results = "/results", Workers = 2, Threads = threads, Device = device }), 0, seconds: 5);

        Assert.Equal(lends, Told().Count == 1);
    }

    private void Begin(SpareCores cores, int lane, double seconds)
    {
        cores.Take(lane);
        cores.Begin(lane, seconds, lent => told.Add($"{lane} {(lent ? "true" : "false")}"));
    }

    private List<string> Told()
    {
        List<string> now = [.. told];
        told.Clear();

        return now;
    }
}
