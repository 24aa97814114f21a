using MathNet.Numerics.Statistics;

namespace Reproducible.Benchmarks.Measuring;

/// <summary>One quantity, measured several times; the place in the list is the round.</summary>
/// <param name="Values">At least one.</param>
internal sealed record Sample(IReadOnlyList<double> Values)
{
    /// <summary>How often it was measured.</summary>
    public int Count => Values.Count;

    /// <summary>The middle one, or the mean of the two in the middle.</summary>
    public double Median => Quantile(0.5);

    /// <summary>First quartile, between two values in a straight line (Hyndman and Fan, 1996, definition 7, R's default).</summary>
    public double Low => Quantile(0.25);

    /// <summary>Third quartile.</summary>
    public double High => Quantile(0.75);

    /// <summary>Width of the middle half as a share of the median.</summary>
    public double Spread => Median == 0 ? 0 : Math.Abs((High - Low) / Median);

    /// <summary>Round by round: what slows a round slows both, and leaves their ratio.</summary>
    /// <exception cref="ArgumentException">The other was measured in other rounds.</exception>
    public Sample Over(Sample other) => other.Count == Count
        ? new([.. Values.Zip(other.Values, (mine, theirs) => mine / theirs)])
        : throw new ArgumentException($"{Count} values cannot be paired with {other.Count}.", nameof(other));

    /// <summary>The same in another unit.</summary>
    public Sample Map(Func<double, double> convert) => new([.. Values.Select(convert)]);

    private double Quantile(double share) => SortedArrayStatistics.QuantileCustom([.. Values.Order()], share, QuantileDefinition.R7);
}
