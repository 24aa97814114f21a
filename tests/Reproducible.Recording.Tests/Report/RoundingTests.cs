using Reproducible.Recording.Report;
using Reproducible.Statistics;

namespace Reproducible.Recording.Tests.Report;

public class RoundingTests
{
    [Theory]
    [InlineData(0.3904, 2)]
    [InlineData(0.0994, 3)]
    [InlineData(0.0996, 2)]
    [InlineData(1, 1)]
    [InlineData(9.96, 0)]
    [InlineData(35, 0)]
    [InlineData(210, -1)]
    public void Keeps_two_digits_of_a_half_width(double half, int places) => Assert.Equal(places, Rounding.Places(half));

    [Theory]
    [InlineData(0.949021, 0.003904, "94.90 ± 0.39")]
    [InlineData(0.9421, 0.0121, "94.2 ± 1.2")]
    [InlineData(0.5, 0.3, "50 ± 30")]
    [InlineData(0.667833, 2.144, "67 ± 214")]
    [InlineData(0.999999, 0.0000042, "99.99990 ± 0.00042")]
    public void A_mean_ends_where_its_half_width_does(double mean, double half, string text) => Assert.Equal(text, Figure.Percent(Around(mean, half), examples: 2000));

    [Theory]
    [InlineData(12.3456, 2.1, "12.3 ± 2.1")]
    [InlineData(1234, 210, "1,230 ± 210")]
    public void Amounts_follow_the_same_rule(double mean, double half, string text) => Assert.Equal(text, Figure.Amount(Around(mean, half)));

    /// <summary>The first is FeatureExtraction at 20 labels in results/FewLabels/summary.csv.</summary>
    [Theory]
    [InlineData(0.0404, 0.03956166, "+4.04 ± 3.96")]
    [InlineData(-0.00404, 0.00396, "−0.404 ± 0.396")]
    [InlineData(0.00396, 0.00404, "+0.40 ± 0.40")]
    [InlineData(0.0065, 0.004, "+0.65 ± 0.40")]
    [InlineData(0, 0.004, "0.00 ± 0.40")]
    public void A_gain_gets_further_digits_only_where_fewer_would_contradict_its_verdict(double mean, double half, string text) =>
        Assert.Equal(text, Figure.Points(Around(mean, half), examples: 2000));

    /// <summary>196·√(0.94775·0.05225/8000) is 0.49 points, 196·√(0.9·0.1/100) is 5.9: two digits of each.</summary>
    [Fact]
    public void A_single_seed_is_rounded_as_the_number_of_test_examples_allows()
    {
        Assert.Equal("94.78", Figure.Percent(Interval.Of([0.94775]), examples: 8000));
        Assert.Equal("90.0", Figure.Percent(Interval.Of([0.9]), examples: 100));
    }

    [Fact]
    public void Seeds_that_agree_are_rounded_like_one_another()
    {
        Assert.Equal("90.0 ± 0.0", Figure.Percent(Interval.Of([0.9, 0.9, 0.9]), examples: 100));
        Assert.Equal("100 ± 0", Figure.Percent(Interval.Of([1, 1]), examples: 100));
    }

    [Theory]
    [InlineData(0.1, "+10")]
    [InlineData(-0.1, "−10")]
    [InlineData(0.004, "0")]
    public void A_gain_of_one_pair_is_rounded_alike_whatever_its_sign(double gain, string text) => Assert.Equal(text, Figure.Points(Interval.Of([gain]), examples: 100));

    [Theory]
    [InlineData(0.951, 2000, "95.10")]
    [InlineData(0.951, 1000, "95.1")]
    [InlineData(0.95, 100, "95")]
    public void One_run_has_the_places_that_one_example_is_worth(double share, int examples, string text) => Assert.Equal(text, Figure.Percent(share, examples));

    [Fact]
    public void Half_is_rounded_away_from_zero_and_minus_is_a_minus()
    {
        Assert.Equal("0.3", Rounding.Text(0.25, 1));
        Assert.Equal("−0.3", Rounding.Text(-0.25, 1, signed: true));
        Assert.Equal("0.0", Rounding.Text(-0.04, 1, signed: true));
        Assert.Equal("+1,230", Rounding.Text(1234, -1, signed: true));
    }

    private static Interval Around(double mean, double half) => new(5, mean, 1, mean - half, mean + half);
}
