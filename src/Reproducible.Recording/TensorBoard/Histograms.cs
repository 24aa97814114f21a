using Reproducible.Recording.TensorBoard.Messages;

namespace Reproducible.Recording.TensorBoard;

/// <summary>How values are spread, in 30 buckets of the same width from the smallest to the largest, as TensorBoard's own writer has it.</summary>
internal static class Histograms
{
    private const int Buckets = 30; // DEFAULT_BUCKET_COUNT of TensorBoard's histogram plugin.

    /// <param name="values">At least one. What is not finite is in no bucket; null is returned when nothing is.</param>
    public static Summary.Types.Value? Of(string tag, IReadOnlyList<double> values)
    {
        var finite = values.Where(double.IsFinite).ToList();
        if (finite.Count == 0)
        {
            return null;
        }

        var (least, most) = (finite.Min(), finite.Max());
        var width = (most - least) / Buckets;
        var counts = new double[width > 0 ? Buckets : 1];
        foreach (var value in finite)
        {
            counts[width > 0 ? Math.Min((int)((value - least) / width), Buckets - 1) : 0]++;
        }

        var histogram = new HistogramProto { Min = least, Max = most, Num = finite.Count, Sum = finite.Sum(), SumSquares = finite.Sum(value => value * value) };
        histogram.Bucket.Add(counts);
        histogram.BucketLimit.Add(counts.Select((_, place) => place == counts.Length - 1 ? most : least + ((place + 1) * width)));

        return new() { Tag = tag, Histo = histogram };
    }
}
