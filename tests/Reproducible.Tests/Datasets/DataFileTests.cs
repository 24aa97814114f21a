using System.IO.Compression;
using System.Security.Cryptography;
using Reproducible.Datasets;

namespace Reproducible.Tests.Datasets;

public sealed class DataFileTests : IDisposable
{
    private static readonly byte[] Content = [1, 2, 3, 4];
    private readonly TemporaryFolder folder = new();
    private readonly DataFile file = new("four-bytes", Convert.ToHexStringLower(SHA256.HashData(Content)), 4);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Is_read_as_it_is()
    {
        File.WriteAllBytes(folder.File("four-bytes"), Content);

        Assert.Equal(Content, Read());
    }

    [Fact]
    public void Is_read_packed_where_it_lies_packed()
    {
        Pack(Content);

        Assert.Equal(Content, Read());
    }

    [Fact]
    public void A_missing_file_names_both_places_and_the_remedy() =>
        Assert.Equal($"There is no '{folder.File("four-bytes")}' and no '{folder.File("four-bytes.gz")}'. Get it.", Assert.Throws<ReproducibleException>(Read).Message);

    [Theory]
    [InlineData(new byte[] { 1, 2 }, "holds 2 bytes; 4 are expected.")]
    [InlineData(new byte[] { 1, 2, 3, 4, 5 }, "holds more than 4 bytes; 4 are expected.")]
    public void A_file_of_another_length_is_named_with_both_lengths(byte[] content, string problem)
    {
        File.WriteAllBytes(folder.File("four-bytes"), content);

        Assert.Equal($"'{folder.File("four-bytes")}' {problem}", Assert.Throws<ReproducibleException>(Read).Problem);
    }

    [Fact]
    public void An_altered_file_is_named_with_both_hashes()
    {
        File.WriteAllBytes(folder.File("four-bytes"), [1, 2, 3, 5]);

        var problem = Assert.Throws<ReproducibleException>(Read).Problem;
        Assert.Contains(Convert.ToHexStringLower(SHA256.HashData([1, 2, 3, 5])), problem, StringComparison.Ordinal);
        Assert.Contains(file.Sha256, problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_packed_file_cut_in_half_is_named()
    {
        Pack(RandomNumberGenerator.GetBytes(1000));
        var whole = File.ReadAllBytes(folder.File("four-bytes.gz"));
        File.WriteAllBytes(folder.File("four-bytes.gz"), whole[..(whole.Length / 2)]);

        Assert.Contains("four-bytes.gz", Assert.Throws<ReproducibleException>(Read).Problem, StringComparison.Ordinal);
    }

    private byte[] Read() => file.Read(folder.Path, "Get it.", bytes => bytes);

    private void Pack(byte[] content)
    {
        using var packed = new GZipStream(File.Create(folder.File("four-bytes.gz")), CompressionLevel.Optimal);
        packed.Write(content);
    }
}
