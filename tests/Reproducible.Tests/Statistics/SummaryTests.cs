using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Statistics;
using Reproducible.Strategies;

namespace Reproducible.Tests.Statistics;

public sealed class SummaryTests
{
    [Fact]
    public void Gains_are_paired_by_seed()
    {
        // Gains 0.02, 0.03, 0.04 whatever the spread over seeds: mean 0.03, sd 0.01.
        RunRecord[] scratch = [Run(new FromScratch(), 0, 0.70), Run(new FromScratch(), 1, 0.80), Run(new FromScratch(), 2, 0.90)];
        RunRecord[] tuned = [Run(new FullFineTune(), 2, 0.94), Run(new FullFineTune(), 0, 0.72), Run(new FullFineTune(), 1, 0.83)];

        var summary = Assert.Single(Summary.Of(tuned, scratch));

        Assert.Equal(0.03, summary.Gain!.Mean, 12);
        Assert.Equal(0.01, summary.Gain.StandardDeviation, 12);
        Assert.Equal(Verdict.Gain, summary.Verdict);
    }

    [Fact]
    public void The_baseline_has_no_gain()
    {
        RunRecord[] scratch = [Run(new FromScratch(), 0, 0.7), Run(new FromScratch(), 1, 0.8)];

        var summary = Assert.Single(Summary.Of(scratch, scratch));

        Assert.Equal((null, Verdict.None, 2), (summary.Gain, summary.Verdict, summary.Accuracy!.Count));
    }

    [Fact]
    public void A_failed_run_is_counted_and_pairs_with_nothing()
    {
        RunRecord[] scratch = [Run(new FromScratch(), 0, 0.7), Run(new FromScratch(), 1, null)];
        RunRecord[] tuned = [Run(new FullFineTune(), 0, 0.8), Run(new FullFineTune(), 1, 0.9), Run(new FullFineTune(), 2, null)];

        var summary = Assert.Single(Summary.Of(tuned, scratch));

        Assert.Equal((2, 1, 1), (summary.Accuracy!.Count, summary.Gain!.Count, summary.Failed));
    }

    private static RunRecord Run(Strategy strategy, int seed, double? accuracy) => new(
        new(new SmallCnn(4), new Digits(), strategy, new(), seed),
        new()
        {
            Id = "0",
            Status = accuracy is null ? RunStatus.Failed : RunStatus.Finished,
            Key = new Dictionary<string, KeyPart>(),
            Environment = new Dictionary<string, string>(),
            StartedAt = DateTimeOffset.UnixEpoch,
            Examples = new Dictionary<string, int> { ["train"] = 100 },
            Test = accuracy is { } share ? new(0, share, 0, 0, 0, []) : null,
        },
        [],
        "",
        Reused: false);
}
