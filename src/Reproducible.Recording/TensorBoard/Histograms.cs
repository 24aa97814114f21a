using Reproducible.Recording.TensorBoard.Messages;
using Reproducible.Runs;

namespace Reproducible.Recording.TensorBoard;

/// <summary>Histograms as TensorBoard reads them: counts, and the right end of each bucket.</summary>
internal static class Histograms
{
    public static Summary.Types.Value Of(string tag, Histogram histogram)
    {
        var message = new HistogramProto { Min = histogram.Least, Max = histogram.Most, Num = histogram.Count, Sum = histogram.Sum, SumSquares = histogram.SumSquares };
        message.Bucket.Add(histogram.Buckets.Select(count => (double)count));
        message.BucketLimit.Add(histogram.Buckets.Select((_, bucket) => histogram.End(bucket)));

        return new() { Tag = tag, Histo = message };
    }
}
