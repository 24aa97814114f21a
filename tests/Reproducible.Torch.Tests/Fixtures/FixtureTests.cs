using System.Security.Cryptography;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests.Fixtures;

public class FixtureTests
{
    public static TheoryData<string, string> Listed => [.. Lines];

    private static IEnumerable<(string File, string Sha256)> Lines =>
        File.ReadLines(FixtureFile.PathOf("SHA256SUMS")).Select(line => line.Split("  ")).Select(parts => (parts[1], parts[0]));

    [Theory]
    [MemberData(nameof(Listed))]
    public void Each_file_is_the_one_that_the_script_wrote(string file, string sha256) =>
        Assert.Equal(sha256, Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(FixtureFile.PathOf(file)))));

    [Fact]
    public void Every_file_is_listed() => Assert.Equal(
        Directory.GetFiles(Path.GetDirectoryName(FixtureFile.PathOf("x"))!).Select(Path.GetFileName).Where(name => name != "SHA256SUMS").Order(StringComparer.Ordinal),
        Lines.Select(line => line.File).Order(StringComparer.Ordinal));

    [Fact]
    public void Libtorch_sees_the_pinned_instruction_set_and_one_thread()
    {
        Assert.Equal("AVX2", PortableProfile.Get("DNNL_MAX_CPU_ISA"));
        Assert.Equal("Haswell", PortableProfile.Get("OPENBLAS_CORETYPE"));
        Assert.Contains("CPU capability usage: AVX2", show_config(), StringComparison.Ordinal);
        Assert.Equal(1, get_num_threads());
    }
}
