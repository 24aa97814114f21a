using System.Text.Json.Serialization;

namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>The body of one log-batch request.</summary>
internal sealed record LogBatch(string RunId)
{
    /// <summary>MLflow's limits of one request; the last is of ours, below its 1 MB.</summary>
    public const int MaximumMetrics = 1000, MaximumParams = 100, MaximumTags = 100, MaximumItems = 1000, MaximumBytes = 900_000;

    private int bytes = 200;

    public List<MlflowEntry> Params { get; } = [];

    public List<MlflowEntry> Tags { get; } = [];

    public List<MlflowMetric> Metrics { get; } = [];

    /// <summary>Entries and points.</summary>
    [JsonIgnore]
    public int Count => Params.Count + Tags.Count + Metrics.Count;

    /// <summary>As few batches as the limits allow, parameters first; none when there is nothing.</summary>
    public static IEnumerable<LogBatch> Split(string runId, IEnumerable<MlflowEntry> parameters, IEnumerable<MlflowEntry> tags, IEnumerable<MlflowMetric> metrics)
    {
        var batch = new LogBatch(runId);
        foreach (var item in parameters.Select(Add(own => own.Params, MaximumParams, SizeOf)).Concat(tags.Select(Add(own => own.Tags, MaximumTags, SizeOf))).Concat(metrics.Select(Add(own => own.Metrics, MaximumMetrics, SizeOf))))
        {
            if (!item(batch))
            {
                yield return batch;
                batch = new(runId);
                item(batch);
            }
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    /// <summary>The same batch, less some points.</summary>
    public LogBatch Without(Func<MlflowMetric, bool> there)
    {
        var left = new LogBatch(RunId);
        left.Params.AddRange(Params);
        left.Tags.AddRange(Tags);
        left.Metrics.AddRange(Metrics.Where(point => !there(point)));

        return left;
    }

    // Answers a function that adds the item to a batch, or says that it does not fit.
    private static Func<T, Func<LogBatch, bool>> Add<T>(Func<LogBatch, List<T>> listOf, int maximum, Func<T, int> sizeOf) => item =>
    {
        var size = sizeOf(item);

        return batch =>
        {
            if (listOf(batch).Count >= maximum || batch.Count >= MaximumItems || batch.bytes + size > MaximumBytes)
            {
                return false;
            }

            listOf(batch).Add(item);
            batch.bytes += size;

            return true;
        };
    };

    // In bytes, or more. JSON writes most letters as they are and none in more than six bytes.
    private static int SizeOf(MlflowEntry entry) => 30 + SizeOf(entry.Key) + SizeOf(entry.Value);

    // Three numbers of at most 25 digits.
    private static int SizeOf(MlflowMetric point) => 125 + SizeOf(point.Key);

    private static int SizeOf(string text)
    {
        var size = 0;
        foreach (var letter in text)
        {
            size += char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or '/' or ' ' or '-' or ':' ? 1 : 6;
        }

        return size;
    }
}
