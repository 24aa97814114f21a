using System.Globalization;
using Reproducible.Traces;

namespace Reproducible.Tests.Traces;

public sealed class TraceRoundTripTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void What_is_written_is_read()
    {
        TraceFiles.Small(folder);

        var trace = Trace.Read(folder.File("small.bin"));

        Assert.Equal("run-ä", trace.RunId);
        Assert.Equal(["one", "two"], trace.Tensors);
        Assert.Equal([TraceFiles.Step(1), TraceFiles.Step(2, loss: 0.25f), TraceFiles.Step(3, loss: float.NaN, epoch: 1)], trace.Steps);
        Assert.Equal([0L, 2L], trace.Weights.Select(weights => weights.Step));
        Assert.Equal([1UL, 2UL], trace.Weights[0].Hashes);
        Assert.Equal([3UL, ulong.MaxValue], trace.Weights[1].Hashes);
        Assert.True(trace.IsComplete);
    }

    [Fact]
    public void Bytes_are_the_documented_ones()
    {
        // By hand from Traces/README.md; the checksums by a table-free CRC-32C (polynomial 82F63B78, reflected) in another language.
        var path = folder.File("pinned.bin");
        using (var writer = TraceWriter.Create(path, "r", ["w"]))
        {
            writer.Step(new TraceStep(1, 2, 0.5f, 0.25, 0xAABBCCDD, 0, 0x12345678));
            writer.Weights(1, [0x0102030405060708]);
            writer.End();
        }

        string[] expected =
        [
            "525452414345" + "0200",
            "12000001" + "12000000" + "01000000" + "72" + "01000000" + "01000000" + "77" + "46711EEC",
            "24000002" + "0100000000000000" + "02000000" + "0000003F" + "000000000000D03F" + "DDCCBBAA" + "00000000" + "78563412" + "9624F427",
            "10000003" + "0100000000000000" + "0807060504030201" + "9F408D75",
            "08000004" + "0100000000000000" + "D10F6CFD",
        ];
        Assert.Equal(string.Concat(expected), Convert.ToHexString(File.ReadAllBytes(path)));
    }

    // RFC 3720, appendix B.4, gives the first two; the third is the check value of the CRC catalogue.
    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", "8a9136aa")]
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", "62a8ab43")]
    [InlineData("313233343536373839", "e3069283")]
    public void Digest_is_CRC_32C(string bytes, string digest)
    {
        var all = Convert.FromHexString(bytes);

        Assert.Equal(uint.Parse(digest, NumberStyles.HexNumber, CultureInfo.InvariantCulture), TraceDigest.Of(all));
        Assert.Equal(TraceDigest.Of(all), TraceDigest.Of(all.AsSpan(5), TraceDigest.Of(all.AsSpan(0, 5))));
    }

    [Fact]
    public void Digest_of_any_length_is_that_of_its_bytes_one_by_one()
    {
        var bytes = new byte[1300];
        new Random(1).NextBytes(bytes);
        var oneByOne = 0u;
        for (var length = 0; length <= bytes.Length; length++)
        {
            Assert.Equal(oneByOne, TraceDigest.Of(bytes.AsSpan(0, length)));
            oneByOne = length < bytes.Length ? TraceDigest.Of(bytes.AsSpan(length, 1), oneByOne) : oneByOne;
        }

        Assert.Equal(TraceDigest.Of(bytes), TraceDigest.Of(bytes.AsSpan(700), TraceDigest.Of(bytes.AsSpan(0, 700))));
    }

    [Fact]
    public void Hash_of_a_tensor_is_the_start_of_its_SHA_256()
    {
        // FIPS 180-2, appendix B.1: the SHA-256 of "abc" begins with ba7816bf8f01cfea.
        Assert.Equal(0xeacf018fbf1678baUL, TraceDigest.OfTensor("abc"u8));
    }
}
