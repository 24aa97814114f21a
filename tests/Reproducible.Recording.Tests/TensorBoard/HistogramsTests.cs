using System.Text;
using Reproducible.Recording.TensorBoard;
using Reproducible.Runs;

namespace Reproducible.Recording.Tests.TensorBoard;

public sealed class HistogramsTests : IDisposable
{
    private readonly TempFolder folder = new();

    [Fact]
    public void Says_where_each_bucket_ends()
    {
        var message = Histograms.Of("w", Histogram.Of([0, 0.5, 1, 29.5, 30])!).Histo;

        Assert.Equal((2, 1, 2), (message.Bucket[0], message.Bucket[1], message.Bucket[29]));
        Assert.Equal((1, 30), (message.BucketLimit[0], message.BucketLimit[29]));
        Assert.Equal((0, 30, 5, 61, 1771.5), (message.Min, message.Max, message.Num, message.Sum, message.SumSquares));
    }

    [Fact]
    public void Reads_floats_of_every_width_and_no_counters()
    {
        // 1.5 is 0x3e00 as half, 0x3fc0 as bfloat16.
        Write(
            """{"__metadata__":{"made":"here"},"half":{"dtype":"F16","shape":[1],"data_offsets":[0,2]},"brain":{"dtype":"BF16","shape":[1],"data_offsets":[2,4]},"steps":{"dtype":"I64","shape":[],"data_offsets":[4,12]},"single":{"dtype":"F32","shape":[1,2],"data_offsets":[12,20]}}""",
            [0x00, 0x3e, 0xc0, 0x3f, 9, 0, 0, 0, 0, 0, 0, 0, .. BitConverter.GetBytes(1.5f), .. BitConverter.GetBytes(-2f)]);

        Assert.Equal([("brain", [1.5]), ("half", [1.5]), ("single", [1.5, -2.0])], WeightFile.Read(folder["w"]));
    }

    [Theory]
    [InlineData("{}x")]
    [InlineData("""{"w":{"dtype":"F32","shape":[9],"data_offsets":[0,36]}}""")]
    [InlineData("""{"w":{"shape":[1]}}""")]
    public void Says_which_file_is_damaged(string header)
    {
        Write(header, [1, 2, 3, 4]);

        Assert.Contains(folder["w"], Assert.Throws<ReproducibleException>(() => WeightFile.Read(folder["w"]).Count()).Message, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private void Write(string header, byte[] data) =>
        File.WriteAllBytes(folder["w"], [.. BitConverter.GetBytes((ulong)Encoding.UTF8.GetByteCount(header)), .. Encoding.UTF8.GetBytes(header), .. data]);
}
