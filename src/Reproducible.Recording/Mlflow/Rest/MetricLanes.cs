namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>
/// Points apart for requests at the same time. A key stays in one lane, in the order given: two requests that write the same key at once can
/// leave an older point as its latest.
/// </summary>
internal static class MetricLanes
{
    /// <summary>At most so many lanes, of about the same length where the keys allow; none when there is no point.</summary>
    public static IReadOnlyList<IReadOnlyList<MlflowMetric>> Of(IReadOnlyList<MlflowMetric> metrics, int lanes)
    {
        var filled = Enumerable.Range(0, lanes).Select(_ => new List<MlflowMetric>()).ToList();
        foreach (var key in metrics.GroupBy(point => point.Key).OrderByDescending(points => points.Count()))
        {
            filled.MinBy(lane => lane.Count)!.AddRange(key);
        }

        return [.. filled.Where(lane => lane.Count > 0)];
    }
}
