using System.Diagnostics;

namespace Reproducible.Torch.Tests;

/// <summary>What CMake makes of a CUDA libtorch: one of made-up files, with NVIDIA's packages beside it as Python has them.</summary>
public sealed class ShimBuildTests : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("reproducible-test-");

    public ShimBuildTests()
    {
        foreach (var library in new[] { "c10", "torch", "torch_cpu", "c10_cuda", "torch_cuda" })
        {
            Write($"torch/lib/lib{library}.so", "");
        }

        Write("torch/include/torch/csrc/api/include/torch/version.h", "#define TORCH_VERSION_MAJOR 2\n#define TORCH_VERSION_MINOR 6\n#define TORCH_VERSION_PATCH 0\n");
        Write("torch/include/c10/cuda/CUDACachingAllocator.h", "#include <cuda_runtime_api.h>\n");
    }

    public void Dispose() => root.Delete(recursive: true);

    [Theory]
    [InlineData("cuda_runtime", "cuda_nvcc")]
    [InlineData("cu13", "cu13")]
    public async Task Cudas_cache_can_be_given_back_where_all_headers_are_there(string runtime, string compiler)
    {
        Write($"nvidia/{runtime}/include/cuda_runtime_api.h", "#include \"crt/host_defines.h\"\n");
        Write($"nvidia/{compiler}/include/crt/host_defines.h", "");

        Assert.Contains("RT_CUDA_ALLOCATOR", await FlagsAsync(), StringComparison.Ordinal);
    }

    /// <summary>NVIDIA's Python package of the runtime, which torch brings, includes crt/host_defines.h and does not hold it.</summary>
    [Fact]
    public async Task It_is_kept_where_a_header_is_missing_and_the_shim_is_compiled_all_the_same()
    {
        Write("nvidia/cuda_runtime/include/cuda_runtime_api.h", "#include \"crt/host_defines.h\"\n");

        Assert.DoesNotContain("RT_CUDA_ALLOCATOR", await FlagsAsync(), StringComparison.Ordinal);
    }

    private void Write(string path, string text)
    {
        var file = new FileInfo(Path.Combine(root.FullName, path));
        file.Directory!.Create();
        File.WriteAllText(file.FullName, text);
    }

    private async Task<string> FlagsAsync()
    {
        var build = Path.Combine(root.FullName, "build");
        using var cmake = Process.Start(new ProcessStartInfo("cmake", ["-S", Path.Combine(Checkout.Root(), "src/Reproducible.Torch.Native"), "-B", build, $"-DLIBTORCH={Path.Combine(root.FullName, "torch")}"]) { RedirectStandardOutput = true })!;
        var said = await cmake.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await cmake.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(cmake.ExitCode == 0, said);

        return await File.ReadAllTextAsync(Path.Combine(build, "CMakeFiles/reproducible_torch.dir/flags.make"), TestContext.Current.CancellationToken);
    }
}
