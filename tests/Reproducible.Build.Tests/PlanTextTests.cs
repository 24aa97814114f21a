using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Strategies;

namespace Reproducible.Build.Tests;

public class PlanTextTests
{
    private const string Place = "Digits(ValidationPerClass=100) · SmallCnn(Width=4)";

    [Fact]
    public void Runs_that_differ_in_the_seed_alone_share_a_line() => Assert.Equal(
        [$"run   4 × FromScratch · {Place} · seeds 0-2 5: no receipt"],
        PlanText.Grouped([Run(0), Run(1), Run(2), Run(5)]));

    [Fact]
    public void Each_reason_and_strategy_has_a_line_of_its_own_in_the_plans_order()
    {
        var lines = PlanText.Grouped([Run(0), Run(1, "threads 1 → 2"), Run(2), Run(0, strategy: new FullFineTune()), Run(3, "threads 1 → 2")]).ToList();

        Assert.Equal($"run   2 × FromScratch · {Place} · seeds 0 2: no receipt", lines[0]);
        Assert.Equal($"run   2 × FromScratch · {Place} · seeds 1 3: threads 1 → 2", lines[1]);
        Assert.Equal(PlanText.Of(Run(0, strategy: new FullFineTune())), lines[2]);
        Assert.Equal(3, lines.Count);
    }

    [Fact]
    public void A_run_alone_is_told_with_its_id()
    {
        var run = Run(3);

        Assert.Equal([$"run   {run.Id} FromScratch · {Place} · seed 3: no receipt"], PlanText.Grouped([run]));
    }

    [Fact]
    public void The_last_line_says_how_long_it_may_take()
    {
        var runs = Enumerable.Range(0, 4).Select(seed => Run(seed) with { Earlier = new(Seconds: 40, 0, 0) }).ToList();

        Assert.Equal("In all: 4 runs, 0 reused, 4 to run, about 2 min on 2 workers", PlanText.InAll(new(runs), workers: 2));
        Assert.Equal("In all: 1 runs, 0 reused, 1 to run, about 40 s on 1 worker", PlanText.InAll(new([runs[0]]), workers: 1));
        Assert.Equal("In all: 0 runs, 0 reused, 0 to run", PlanText.InAll(new([]), workers: 2));
    }

    [Theory]
    [InlineData(new[] { 0 }, "0")]
    [InlineData(new[] { 0, 1, 2, 3 }, "0-3")]
    [InlineData(new[] { 0, 2, 3, 4, 9 }, "0 2-4 9")]
    public void Seeds_that_follow_one_another_are_a_range(int[] seeds, string text) => Assert.Equal(text, PlanText.Seeds(seeds));

    private static PlannedRun Run(int seed, string reason = "no receipt", Strategy? strategy = null)
    {
        var spec = new RunSpec(new SmallCnn(4), new Digits(), strategy ?? new FromScratch(), new Recipe(), seed);

        return new(spec, RunKey.Of(spec, new LabOptions { Results = "/nowhere" }), ["Asked"], null, null, reason);
    }
}
