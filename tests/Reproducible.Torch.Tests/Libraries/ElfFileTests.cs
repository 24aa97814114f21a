using System.Buffers.Binary;
using Reproducible.Torch.Libraries;

namespace Reproducible.Torch.Tests.Libraries;

public sealed class ElfFileTests : IDisposable
{
    private static readonly TinyElf Tiny = new("libblas.so.3", ["libgomp.so.1", "libm.so.6"]) { RunPath = "$ORIGIN:/opt/x", RPath = "/old", BuildId = [0xde, 0xad, 0xbe, 0xef] };

    private readonly LibraryFolder folder = new();

    [Fact]
    public void Reads_what_the_linker_wrote()
    {
        var file = ElfFile.Read(Tiny.WriteTo(folder.Root));

        Assert.Equal("libblas.so.3", file.Soname);
        Assert.Equal(["libgomp.so.1", "libm.so.6"], file.Needed);
        Assert.Equal("$ORIGIN:/opt/x", file.RunPath);
        Assert.Equal("/old", file.RPath);
        Assert.Equal("deadbeef", file.BuildId);
    }

    [Theory]
    [InlineData(0, 0x7e, "does not begin")] // the magic
    [InlineData(4, 1, "does not begin")] // 32 bits
    [InlineData(5, 2, "does not begin")] // big-endian
    [InlineData(54, 57, "program headers of 57 bytes")] // size of a program header
    [InlineData(57, 0xff, "program headers")] // their count
    [InlineData(39, 0x80, "program headers would lie at")] // their offset, negative
    [InlineData(38, 0x7f, "program headers would lie at")] // their offset, far outside
    [InlineData(120, 9, "no dynamic section")] // the second segment's kind
    [InlineData(120 + 14, 1, "dynamic section would lie at")] // its offset
    [InlineData(120 + 37, 1, "dynamic section would lie at")] // its length
    [InlineData(64 + 22, 1, "no segment holds address")] // where the file is loaded
    public void Hostile_bytes_are_refused_with_the_reason(int at, byte value, string reason)
    {
        var bytes = Tiny.Bytes();
        bytes[at] = value;
        var path = Path.Combine(folder.Root, "libblas.so.3");
        File.WriteAllBytes(path, bytes);

        var refusal = Assert.Throws<TorchException>(() => ElfFile.Read(path));

        Assert.Contains(reason, refusal.Message, StringComparison.Ordinal);
        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_note_that_claims_more_than_there_is_is_refused()
    {
        var bytes = Tiny.Bytes();
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(bytes.Length - 20 + 4), uint.MaxValue);
        var path = Path.Combine(folder.Root, "libblas.so.3");
        File.WriteAllBytes(path, bytes);

        Assert.Contains("a note is longer", Assert.Throws<TorchException>(() => ElfFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_torn_file_and_every_changed_byte_is_read_or_refused_and_nothing_else()
    {
        var whole = Tiny.Bytes();
        var path = Path.Combine(folder.Root, "libblas.so.3");
        var refused = 0;
        void Try(byte[] bytes)
        {
            File.WriteAllBytes(path, bytes);
            try
            {
                ElfFile.Read(path);
            }
            catch (TorchException)
            {
                refused++;
            }
        }

        for (var length = 0; length < whole.Length; length++)
        {
            Try(whole[..length]);
        }

        // The note ends the file, and a file without its note is torn: each prefix lacks something that a header names.
        Assert.Equal(whole.Length, refused);
        for (var at = 0; at < whole.Length; at++)
        {
            byte[] bytes = [.. whole];
            bytes[at] ^= 0xff;
            Try(bytes);
        }
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_refused()
    {
        Assert.Throws<TorchException>(() => ElfFile.Read(Path.Combine(folder.Root, "none.so")));
        Assert.Throws<TorchException>(() => ElfFile.Read(folder.Root));
    }

    public void Dispose() => folder.Dispose();
}
