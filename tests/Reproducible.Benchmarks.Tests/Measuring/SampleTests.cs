using Reproducible.Benchmarks.Measuring;

namespace Reproducible.Benchmarks.Tests.Measuring;

public sealed class SampleTests
{
    [Fact]
    public void Quartiles_lie_between_values_in_a_straight_line()
    {
        // Places 0.25·3 = 0.75, 1.5 and 2.25 of 1, 2, 4, 8, counted from 0.
        var sample = new Sample([8, 1, 4, 2]);

        Assert.Equal([1.75, 3, 5], [sample.Low, sample.Median, sample.High]);
        Assert.Equal((5 - 1.75) / 3, sample.Spread, 12);
    }

    [Fact]
    public void Of_one_value_all_are_that_value()
    {
        var sample = new Sample([7]);

        Assert.Equal([7, 7, 7, 0], [sample.Low, sample.Median, sample.High, sample.Spread]);
    }

    [Fact]
    public void Ratios_are_taken_round_by_round()
    {
        // A round twice as slow for both leaves the ratio; medians of each side would give 2/8.
        var ratio = new Sample([1, 2, 4]).Over(new Sample([4, 8, 8]));

        Assert.Equal([0.25, 0.25, 0.5], ratio.Values);
        Assert.Equal(0.25, ratio.Median);
    }

    [Fact]
    public void Samples_of_different_rounds_have_no_ratio() =>
        Assert.Contains("2 values cannot be paired with 3", Assert.Throws<ArgumentException>(() => new Sample([1, 2]).Over(new([1, 2, 3]))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.01234, "0.0123")]
    [InlineData(0.98765, "0.988")]
    [InlineData(1.0249, "1.02")]
    [InlineData(23.44, "23.4")]
    [InlineData(12345.6, "12,346")]
    public void Numbers_are_written_for_people(double value, string text) => Assert.Equal(text, Numbers.Text(value));
}
