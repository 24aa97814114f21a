namespace Reproducible.Runs;

/// <summary>How values are spread: counts in buckets of the same width from the least to the most, the last with both its ends.</summary>
/// <param name="Count">Values in the buckets; what is not finite is in none.</param>
/// <param name="Buckets">One where all values are the same, else <see cref="Width"/>.</param>
public sealed record Histogram(double Least, double Most, long Count, double Sum, double SumSquares, IReadOnlyList<long> Buckets)
{
    /// <summary>Buckets: what TensorBoard's own writer takes by default.</summary>
    public const int Width = 30;

    /// <summary>Null when no value is finite.</summary>
    public static Histogram? Of(IEnumerable<double> values)
    {
        var finite = values.Where(double.IsFinite).ToList();
        if (finite.Count == 0)
        {
            return null;
        }

        var (least, most) = (finite.Min(), finite.Max());
        var step = (most - least) / Width;
        var counts = new long[step > 0 ? Width : 1];
        foreach (var value in finite)
        {
            counts[step > 0 ? Math.Min((int)((value - least) / step), Width - 1) : 0]++;
        }

        return new(least, most, finite.Count, finite.Sum(), finite.Sum(value => value * value), counts);
    }

    /// <summary>The right end of a bucket.</summary>
    public double End(int bucket) => bucket == Buckets.Count - 1 ? Most : Least + ((bucket + 1) * (Most - Least) / Buckets.Count);
}
