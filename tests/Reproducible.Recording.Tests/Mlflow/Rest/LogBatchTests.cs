using System.Text.Json;
using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Recording.Tests.Mlflow.Rest;

public class LogBatchTests
{
    // A server refuses 1001 metrics, 101 params, 101 tags and 1001 of all; recorded as log_batch_1001_metrics_ERR and its like.
    [Theory]
    [InlineData(0, 0, 0, "")]
    [InlineData(30, 20, 60, "30+20+60")]
    [InlineData(0, 0, 1000, "0+0+1000")]
    [InlineData(0, 0, 1001, "0+0+1000 0+0+1")]
    [InlineData(100, 0, 0, "100+0+0")]
    [InlineData(101, 0, 0, "100+0+0 1+0+0")]
    [InlineData(0, 101, 0, "0+100+0 0+1+0")]
    [InlineData(1, 0, 1000, "1+0+999 0+0+1")]
    [InlineData(100, 100, 2600, "100+100+800 0+0+1000 0+0+800")]
    public void Splits_at_the_limits(int parameters, int tags, int metrics, string sizes)
    {
        var batches = LogBatch.Split("run", Entries(parameters, 1), Entries(tags, 1), Points(metrics));

        Assert.Equal(sizes, string.Join(' ', batches.Select(batch => $"{batch.Params.Count}+{batch.Tags.Count}+{batch.Metrics.Count}")));
    }

    [Fact]
    public void Stays_below_a_megabyte()
    {
        // 100 × 6000 letters of two bytes in JSON's UTF-8 escape: 6 bytes each, 3.6 MB in all.
        var batches = LogBatch.Split("run", Entries(100, 6000, 'ж'), [], []).ToList();

        Assert.Equal(100, batches.Sum(batch => batch.Params.Count));
        Assert.All(batches, batch => Assert.InRange(JsonSerializer.SerializeToUtf8Bytes(batch, RestJson.Options).Length, 1, 1_000_000));
    }

    [Fact]
    public void Writes_what_is_not_finite_as_text_and_steps_as_integers()
    {
        MlflowMetric[] points = [new("a", double.NaN, 12, 3), new("b", double.PositiveInfinity, 12, 3), new("c", double.NegativeInfinity, 12, 3), new("d", 1e-5, 12, 3), new("e", 0.1 + 0.2, 12, 3)];

        Assert.Equal(
            """{"run_id":"run","params":[],"tags":[],"metrics":[{"key":"a","value":"NaN","timestamp":12,"step":3},{"key":"b","value":"Infinity","timestamp":12,"step":3},{"key":"c","value":"-Infinity","timestamp":12,"step":3},{"key":"d","value":1E-05,"timestamp":12,"step":3},{"key":"e","value":0.30000000000000004,"timestamp":12,"step":3}]}""",
            JsonSerializer.Serialize(Assert.Single(LogBatch.Split("run", [], [], points)), RestJson.Options));
    }

    [Theory]
    [InlineData("historyM_nanstr", double.NaN)]
    [InlineData("historyM_infstr", double.MaxValue)]
    [InlineData("historyM_bnl", 0.0)]
    public void Reads_values_as_servers_give_them_back(string recorded, double value)
    {
        var point = RestJson.Items(JsonDocument.Parse(RecordedAnswer.Of(recorded).Body).RootElement, "metrics").Select(RestJson.Read<MlflowMetric>).Single();

        Assert.Equal(value, point.Value);
    }

    private static IEnumerable<MlflowEntry> Entries(int count, int length, char letter = 'x') =>
        Enumerable.Range(0, count).Select(index => new MlflowEntry($"k{index}", new(letter, length)));

    private static IEnumerable<MlflowMetric> Points(int count) => Enumerable.Range(0, count).Select(index => new MlflowMetric("m", index, 1, index));
}
