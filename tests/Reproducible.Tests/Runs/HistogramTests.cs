using Reproducible.Runs;

namespace Reproducible.Tests.Runs;

public class HistogramTests
{
    [Fact]
    public void Counts_values_in_thirty_buckets_of_the_same_width()
    {
        // A width of 1; the largest value is in the last bucket, not behind it.
        var histogram = Histogram.Of([0, 0.5, 1, 29.5, 30])!;

        Assert.Equal(30, histogram.Buckets.Count);
        Assert.Equal((2, 1, 2), (histogram.Buckets[0], histogram.Buckets[1], histogram.Buckets[29]));
        Assert.Equal((1, 30), (histogram.End(0), histogram.End(29)));
        Assert.Equal((0, 30, 5, 61, 1771.5), (histogram.Least, histogram.Most, histogram.Count, histogram.Sum, histogram.SumSquares));
    }

    [Fact]
    public void Has_one_bucket_where_all_values_are_the_same()
    {
        var histogram = Histogram.Of([2, 2])!;

        Assert.Equal([2], histogram.Buckets);
        Assert.Equal(2, histogram.End(0));
    }

    [Fact]
    public void Leaves_out_what_is_not_finite()
    {
        Assert.Equal(1, Histogram.Of([double.NaN, 4, double.PositiveInfinity])!.Count);
        Assert.Null(Histogram.Of([double.NaN]));
        Assert.Null(Histogram.Of([]));
    }
}
