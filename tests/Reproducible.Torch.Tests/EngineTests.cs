using System.Security.Cryptography;
using Reproducible.Torch.Interop;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests;

public sealed class EngineTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("engine-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_file_beside_the_shim_names_the_engine_that_is_loaded()
    {
        var info = EngineInfo.Read();

        Assert.Equal(__version__, info.LibtorchVersion);
        Assert.Matches("^[0-9a-f]{64}$", info.ShimSha256);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(LoadedLibtorch()))), info.LibtorchSha256);
        Assert.StartsWith(info.LibtorchFolder, LoadedLibtorch(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"libtorchVersion":"1"}""")]
    public void An_absent_or_broken_description_is_told_with_the_remedy(string? content)
    {
        var path = Path.Combine(folder, "engine.json");
        if (content is not null)
        {
            File.WriteAllText(path, content);
        }

        var refusal = Assert.Throws<TorchException>(() => EngineInfo.Read(path));

        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Build src/Reproducible.Torch", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_shim_is_told_with_the_remedy()
    {
        var path = Path.Combine(folder, "libreproducible_torch.so");
        var refusal = Assert.Throws<TorchException>(() => NativeLibraryFinder.Load(path));

        Assert.Contains(path, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Build src/Reproducible.Torch", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_shim_that_cant_be_loaded_is_told_with_the_loaders_words_and_the_remedy()
    {
        var path = Path.Combine(folder, "libreproducible_torch.so");
        File.WriteAllBytes(path, [1, 2, 3]);
        var refusal = Assert.Throws<TorchException>(() => NativeLibraryFinder.Load(path));

        Assert.Contains("file too short", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("apt-get install libtorch-dev libopenblas0-pthread", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("LIBTORCH", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Libtorch_describes_its_build() =>
        Assert.Contains("C++ Version", show_config(), StringComparison.Ordinal);

    [Fact]
    public void The_loaded_blas_is_a_file_or_part_of_libtorch()
    {
        var blas = LoadedBlas.Find();

        Assert.True(blas.Path.Length == 0 || File.Exists(blas.Path), blas.ToString());
        Assert.NotEqual("unknown", blas.Name);
    }

    [Theory]
    [InlineData("/usr/lib/x86_64-linux-gnu/openblas-pthread/libblas.so.3", "OpenBLAS", false)]
    [InlineData("/usr/lib/x86_64-linux-gnu/blas/libblas.so.3.11.0", "reference BLAS", true)]
    [InlineData("/opt/intel/libmkl_core.so.2", "MKL", false)]
    public void A_blas_is_known_by_its_file(string path, string name, bool reference)
    {
        var blas = LoadedBlas.Among(["/usr/lib/libc.so.6", path])!;

        Assert.Equal((name, path, reference), (blas.Name, blas.Path, blas.IsReference));
    }

    [Fact]
    public void A_tuned_blas_goes_before_the_reference_one_that_lies_beside_it() =>
        Assert.Equal("OpenBLAS", LoadedBlas.Among(["/usr/lib/blas/libblas.so.3", "/usr/lib/libopenblas.so.0"])!.Name);

    [Fact]
    public void A_blas_inside_libtorch_is_known_by_libtorchs_description()
    {
        Assert.Null(LoadedBlas.Among(["/usr/lib/libc.so.6"]));
        Assert.Equal("mkl", LoadedBlas.BuiltInto("  - Build settings: BLAS_INFO=mkl, BUILD_TYPE=Release\n"));
        Assert.Equal("unknown", LoadedBlas.BuiltInto("nothing"));
    }

    private static string LoadedLibtorch()
    {
        _ = __version__;
        return File.ReadLines("/proc/self/maps").First(line => line.Contains("libtorch_cpu.so", StringComparison.Ordinal)) is var line
            ? line[line.IndexOf('/', StringComparison.Ordinal)..]
            : "";
    }
}
