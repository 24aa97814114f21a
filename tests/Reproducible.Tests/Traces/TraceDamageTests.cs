using System.Buffers.Binary;
using System.Globalization;
using Reproducible.Traces;

namespace Reproducible.Tests.Traces;

public sealed class TraceDamageTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_flipped_bit_is_detected_and_its_record_named()
    {
        var bytes = TraceFiles.Small(folder);
        var starts = Starts(bytes);
        for (var bit = 0; bit < 8 * bytes.Length; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            var error = Assert.Throws<ReproducibleException>(() => Read(bytes));
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));

            // In the magic the byte itself, else the start of the record.
            var offset = bit / 8 < 8 ? bit / 8 : starts.Last(start => start <= bit / 8);
            Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"damaged.bin' is damaged at byte {offset}: "), error.Problem, StringComparison.Ordinal);
            Assert.Contains("expected", error.Problem, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_truncated_trace_is_incomplete_up_to_its_last_whole_record()
    {
        var bytes = TraceFiles.Small(folder);
        var starts = Starts(bytes);

        // By whole records; the order in the file: Begin, weights, step, step, weights, step, End.
        int[] stepsIn = [0, 0, 0, 1, 2, 2, 3], weightsIn = [0, 0, 1, 1, 1, 2, 2];
        for (var length = 0; length < bytes.Length; length++)
        {
            var trace = Read(bytes[..length]);

            var whole = starts.Skip(1).Count(end => end <= length);
            Assert.False(trace.IsComplete);
            Assert.Equal(whole > 0 ? "run-ä" : "", trace.RunId);
            Assert.Equal(stepsIn[whole], trace.Steps.Count);
            Assert.Equal(weightsIn[whole], trace.Weights.Count);
        }
    }

    [Fact]
    public void A_record_left_out_or_doubled_is_detected()
    {
        var bytes = TraceFiles.Small(folder);
        var starts = Starts(bytes);
        var (second, third) = (starts[2], starts[3]);

        Assert.Throws<ReproducibleException>(() => Read([.. bytes[..second], .. bytes[third..]]));
        Assert.Throws<ReproducibleException>(() => Read([.. bytes[..third], .. bytes[second..]]));
    }

    [Fact]
    public void Bytes_behind_the_end_are_detected()
    {
        var bytes = TraceFiles.Small(folder);

        var error = Assert.Throws<ReproducibleException>(() => Read([.. bytes, 0]));

        Assert.Contains($"at byte {bytes.Length}: 1 bytes follow the End record", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void An_absent_trace_is_named()
    {
        var error = Assert.Throws<ReproducibleException>(() => Trace.Read(folder.File("absent.bin")));

        Assert.Contains("absent.bin", error.Problem, StringComparison.Ordinal);
    }

    // Records whose checksums hold, but whose lengths and numbers lie. Begin: length again, run id, count, names.
    [Theory]
    [InlineData("FFFFFFFF")]
    [InlineData("0C000000" + "FFFFFFFF" + "00000000")]
    [InlineData("0C000000" + "00000000" + "FFFFFFFF")]
    [InlineData("0C000000" + "00000000" + "FFFFFF7F")]
    [InlineData("10000000" + "00000000" + "01000000" + "FFFFFFFF")]
    [InlineData("0D000000" + "01000000" + "FF" + "00000000")]
    [InlineData("04000000")]
    [InlineData("00000000")]
    [InlineData("10000000" + "00000000" + "00000000" + "00000000")]
    public void A_hostile_Begin_is_detected_before_memory_is_asked_for(string payload)
    {
        var bytes = Record([.. "RTRACE\u0002\0"u8], 1, Convert.FromHexString(payload), TraceDigest.Of("RTRACE\u0002\0"u8));
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Throws<ReproducibleException>(() => Read(bytes));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void An_announced_length_takes_no_memory_before_its_bytes_are_there()
    {
        // A Begin of 16 MiB, of which only the length is there: it may still be being written.
        var before = GC.GetAllocatedBytesForCurrentThread();

        Assert.False(Read([.. "RTRACE\u0002\0"u8, 0xFF, 0xFF, 0xFF, 1, 0xFF, 0xFF, 0xFF, 0]).IsComplete);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Theory]
    [InlineData(2, "0000000000000000" + "0000000000000000" + "0000000000000000" + "0000000000000000")]
    [InlineData(2, "0000000000000080" + "0000000000000000" + "0000000000000000" + "0000000000000000")]
    [InlineData(3, "FFFFFFFFFFFFFFFF")]
    [InlineData(4, "0100000000000000")]
    public void A_number_that_cannot_follow_is_detected(byte kind, string payload)
    {
        var begin = Record([.. "RTRACE\u0002\0"u8], 1, Convert.FromHexString("0C000000" + "00000000" + "00000000"), TraceDigest.Of("RTRACE\u0002\0"u8));
        var bytes = Record(begin, kind, Convert.FromHexString(payload), BinaryPrimitives.ReadUInt32LittleEndian(begin.AsSpan(begin.Length - 4)));

        Assert.Contains("damaged at byte 28", Assert.Throws<ReproducibleException>(() => Read(bytes)).Problem, StringComparison.Ordinal);
    }

    private Trace Read(byte[] bytes)
    {
        File.WriteAllBytes(folder.File("damaged.bin"), bytes);
        return Trace.Read(folder.File("damaged.bin"));
    }

    private static byte[] Record(byte[] before, byte kind, byte[] payload, uint chain)
    {
        byte[] frame = [0, 0, 0, 0, (byte)payload.Length, 0, 0, kind];
        BinaryPrimitives.WriteUInt32LittleEndian(frame, chain);
        var check = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(check, TraceDigest.Of([.. frame, .. payload]));
        return [.. before, .. frame[4..], .. payload, .. check];
    }

    /// <summary>Where each record starts, and where the last one ends.</summary>
    private static List<int> Starts(byte[] bytes)
    {
        List<int> starts = [8];
        while (starts[^1] < bytes.Length)
        {
            starts.Add(starts[^1] + 8 + (BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(starts[^1])) & 0xFFFFFF));
        }

        return starts;
    }
}
