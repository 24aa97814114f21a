using System.Buffers.Binary;
using System.Text;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests.Serialization;

public sealed class HostileSafetensorsTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "'a' comes twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}""", 6, "'b' lies at [2, 6], expected to begin at 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[8,12]}}""", 12, "'b' lies at [8, 12], expected to begin at 4")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "'a' has 4 bytes, expected 8")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "'a' lies at [4, 0], expected to begin at 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 5, "the tensors take 4 bytes, but 5 follow")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 3, "the tensors take 4 bytes, but 3 follow")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "not a whole number from 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4, "not a whole number from 0")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}""", 0, "'a' has 0 bytes, expected fewer than 2^63")]
    [InlineData("""{"a":{"dtype":"F32","shape":[9223372036854775808],"data_offsets":[0,4]}}""", 4, "not a whole number from 0")]
    [InlineData("""{"a":{"dtype":"F99","shape":[1],"data_offsets":[0,4]}}""", 4, "'a' is of type 'F99', expected one of BOOL, U8")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", 0, "'a' is incomplete")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,8]}}""", 4, "'a' is incomplete")]
    [InlineData("""{"a":{"dtype":"F32","dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "'a' has 'dtype', expected dtype, shape and data_offsets, each once")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4],"run":"x"}}""", 4, "'a' has 'run'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[[[[[[[[1]]]]]]]],"data_offsets":[0,4]}}""", 4, "not the JSON that is expected")]
    [InlineData("""{"a":[1]}""", 0, "StartArray stands where StartObject is expected")]
    [InlineData("""{"__metadata__":{"k":1}}""", 0, "Number stands where String is expected")]
    [InlineData("""{"__metadata__":{"k":"1","k":"2"}}""", 0, "'k' comes twice in __metadata__")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "not the JSON that is expected")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}""", 4, "not the JSON that is expected")]
    [InlineData("""{}{}""", 0, "not the JSON that is expected")]
    [InlineData("""[]""", 0, "begins with byte 91, expected '{'")]
    [InlineData("", 0, "begins with nothing")]
    public void A_header_the_format_forbids_is_told_with_found_and_expected(string header, int dataBytes, string words)
    {
        var before = LiveTensors.Settled();
        var refusal = Assert.Throws<TorchException>(() => SafetensorsTests.Loaded(Bytes(header, dataBytes)));

        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        Assert.StartsWith("safetensors stream", refusal.Operation, StringComparison.Ordinal);
        Assert.Equal(before, Tensor.TotalCount);
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 63)]
    [InlineData(100_000_001UL)]
    [InlineData(17UL)]
    public void A_header_longer_than_the_file_asks_for_no_memory(ulong length)
    {
        var bytes = new byte[24];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var refusal = Assert.Throws<TorchException>(() => SafetensorsTests.Loaded(bytes));

        Assert.Contains($"the header says it has {length} bytes, expected at most 16", refusal.Message, StringComparison.Ordinal);

        // An exception and its text, not the hundred million bytes that the header asks for.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        var whole = SafetensorsTests.Saved(new() { ["a"] = arange(5), ["b"] = ones(2, 2) });

        for (var length = 0; length < whole.Length; length++)
        {
            Assert.Throws<TorchException>(() => SafetensorsTests.Loaded(whole[..length]));
        }
    }

    [Fact]
    public void Ten_thousand_altered_headers_end_in_tensors_or_in_one_clear_error()
    {
        var whole = SafetensorsTests.Saved(new() { ["a"] = arange(5), ["b.weight"] = ones(2, 2), ["c"] = zeros(3, ScalarType.Bool) }, new() { ["k"] = "v" });
        var dice = new Random(20260101);
        var before = LiveTensors.Settled();
        var refused = 0;
        for (var trial = 0; trial < 10_000; trial++)
        {
            var altered = Altered(whole, dice);
            try
            {
                using var inner = NewDisposeScope();
                var tensors = SafetensorsTests.Loaded(altered);

                // What was accepted accounts for every byte after the header.
                Assert.Equal(altered.Length - 8 - (long)BinaryPrimitives.ReadUInt64LittleEndian(altered), tensors.Values.Sum(t => t.numel() * t.element_size()));
            }
            catch (TorchException refusal)
            {
                Assert.StartsWith("safetensors stream", refusal.Operation, StringComparison.Ordinal);
                refused++;
            }
        }

        Assert.Equal(before, Tensor.TotalCount);

        // Most single changes break a header; some, such as a letter of a name, leave a valid one.
        Assert.InRange(refused, 5_000, 9_999);
    }

    private static byte[] Altered(byte[] whole, Random dice)
    {
        List<byte> bytes = [.. whole];
        for (var changes = dice.Next(1, 4); changes > 0; changes--)
        {
            var at = dice.Next(bytes.Count - 60);
            switch (dice.Next(4))
            {
                case 0:
                    bytes[at] = (byte)dice.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << dice.Next(8));
                    break;
                case 2:
                    bytes.RemoveAt(at);
                    break;
                default:
                    bytes.Insert(at, "{}[]\",:0-9.e"u8[dice.Next(12)]);
                    break;
            }
        }

        return [.. bytes];
    }

    private static byte[] Bytes(string header, int dataBytes)
    {
        var text = Encoding.UTF8.GetBytes(header);
        var bytes = new byte[8 + text.Length + dataBytes];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, text.Length);
        text.CopyTo(bytes, 8);
        return bytes;
    }
}
