using Reproducible.Statistics;

namespace Reproducible.Tests.Statistics;

public sealed class IntervalTests
{
    [Fact]
    public void Is_mean_plus_minus_t_times_standard_error()
    {
        // Mean 2, sd 1; t(0.975, 2 degrees of freedom) = 4.302653 (any printed table of Student's t).
        var interval = Interval.Of([1, 2, 3]);

        Assert.Equal(3, interval.Count);
        Assert.Equal(2, interval.Mean, 12);
        Assert.Equal(1, interval.StandardDeviation, 12);
        Assert.Equal(2 - (4.302653 / Math.Sqrt(3)), interval.Low, 6);
        Assert.Equal(2 + (4.302653 / Math.Sqrt(3)), interval.High, 6);
    }

    [Fact]
    public void Of_a_single_value_is_unbounded_and_decides_nothing()
    {
        var interval = Interval.Of([0.9]);

        Assert.Equal((0.9, 0, double.NegativeInfinity, double.PositiveInfinity), (interval.Mean, interval.StandardDeviation, interval.Low, interval.High));
        Assert.Equal(Verdict.None, interval.Verdict);
    }

    [Theory]
    [InlineData(0.01, 0.03, Verdict.Gain)]
    [InlineData(-0.01, 0.03, Verdict.NoDifference)]
    [InlineData(0, 0.03, Verdict.NoDifference)]
    [InlineData(-0.03, -0.01, Verdict.NegativeTransfer)]
    public void Verdict_asks_whether_zero_lies_inside(double low, double high, Verdict expected) =>
        Assert.Equal(expected, new Interval(10, (low + high) / 2, 0.01, low, high).Verdict);
}
