using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Recording.Tests.Mlflow.Rest;

public class MetricLanesTests
{
    [Theory]
    [InlineData("", 4, "")]
    [InlineData("a1 a2 a3", 4, "a1 a2 a3")]
    [InlineData("a1 b1 a2 b2", 4, "a1 a2|b1 b2")]
    [InlineData("a1 b1 c1 a2 b2 a3", 2, "a1 a2 a3|b1 b2 c1")]
    [InlineData("a1 b1 c1", 1, "a1 b1 c1")]
    public void Keeps_a_key_in_one_lane_and_in_order(string points, int lanes, string apart) =>
        Assert.Equal(apart, string.Join('|', MetricLanes.Of(Points(points), lanes).Select(lane => string.Join(' ', lane.Select(point => $"{point.Key}{point.Step}")))));

    private static List<MlflowMetric> Points(string points) =>
        [.. points.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(point => new MlflowMetric(point[..1], 1, 1, point[1] - '0'))];
}
