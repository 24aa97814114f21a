using Reproducible.Benchmarks.Claims;
using Reproducible.Benchmarks.Measuring;
using Reproducible.Benchmarks.Reports;
using static Reproducible.Snapshots.Verifier;

namespace Reproducible.Benchmarks.Tests.Reports;

public sealed class ReportTests
{
    private static readonly Machine Quiet = new([("processor", "a processor, 2 cores"), ("peer", "Python 3.11.2, PyTorch 1.13.0")], Load: 0.1);

    private static readonly IReadOnlyList<Outcome> Outcomes =
    [
        new(
            new Named("step", "Training step, ours / Python's"),
            [
                new("images/s, ours / Python's", new([1.1, 1.2, 1.3]), Goal.AtLeast(1, aim: 1.1))
                {
                    Figures = [new("ours", "images/s", new([2200, 2400, 2600])), new("Python", "images/s", new([2000, 2000, 2000]))],
                    Notes = ["30 steps."],
                },
                new("images/s, ours / Python's with our allocator settings", new([1, 1, 1])),
            ],
            null,
            Failed: false,
            Seconds: 60),
        new(new Named("memory", "Peak memory"), [new("bytes, ours / Python's", new([1.5]), Goal.AtMost(1))], null, Failed: false, Seconds: 60),
        new(new Named("gpu", "On a GPU"), [], "no CUDA device; name one with --device=cuda:0.", Failed: false, Seconds: 0),
        new(new Named("card", "The experiments"), [], "`python3 x.py` ended with exit code 1:\nImportError: no module", Failed: true, Seconds: 6),
    ];

    [Fact]
    public Task Says_what_was_claimed_met_missed_and_not_measured() => Verify(ReportText.Of(Quiet, Outcomes, At, quick: false), "md");

    [Fact]
    public Task Lists_every_value() => Verify(ValuesTable.Of(Outcomes), "csv");

    [Fact]
    public void Warns_of_a_busy_machine_and_of_wide_spreads()
    {
        var text = ReportText.Of(Quiet with { Load = 3.2 }, [Outcomes[0] with { Findings = [new("x", new([1, 2, 3]))] }], At, quick: false);

        Assert.Contains("a load of 3.20 at the start", text, StringComparison.Ordinal);
        Assert.Contains("wider than a tenth of the median in: step.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("busy", ReportText.Of(Quiet, [Outcomes[1]], At, quick: false), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.13.0", "1.13.0a0", true)]
    [InlineData("2.6.0", "2.6.0+cu124", true)]
    [InlineData("2.6.0", "1.13.0a0", false)]
    [InlineData("2.13.0", "2.13.01", false)]
    public void Warns_of_a_peer_on_another_libtorch(string ours, string peers, bool same)
    {
        var engines = Machine.Differing(ours, peers);

        Assert.Equal(same, engines is null);
        Assert.Equal(!same, ReportText.Of(Quiet with { Engines = engines }, Outcomes, At, quick: false).Contains($"libtorch {ours}, the peer with that of PyTorch {peers}", StringComparison.Ordinal));
    }

    [Fact]
    public void Says_of_a_quick_call_that_it_measured_nothing() =>
        Assert.Contains("Nothing here is a measurement", ReportText.Of(Quiet, Outcomes, At, quick: true), StringComparison.Ordinal);

    private static DateTimeOffset At => new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private sealed class Named(string name, string says) : IClaim
    {
        public string Name => name;

        public string Says => says;

        public Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, CancellationToken cancel) => throw new NotSupportedException();
    }
}
