using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests;

public sealed class CudaTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void A_tensor_goes_to_the_gpu_and_back()
    {
        NeedsGpu();
        var there = tensor([1f, 2f]).cuda();

        Assert.Equal(DeviceType.CUDA, there.device_type);
        Assert.Equal([2f, 4f], (there * 2).cpu().ToArray<float>());
        Assert.Equal([2f, 4f], (there * 2).ToArray<float>());
        Assert.Contains("call cpu() first", Assert.Throws<TorchException>(() => there.bytes.Length).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_gpus_generator_repeats_itself()
    {
        NeedsGpu();
        using var generator = new Generator(3, CUDA);
        var first = rand(8, device: CUDA, generator: generator);
        generator.manual_seed(3);

        Assert.True(first.equal(rand(8, device: CUDA, generator: generator)));
    }

    [Fact]
    public void Autocast_on_a_gpu_multiplies_in_half_precision()
    {
        NeedsGpu();
        using var mode = autocast(DeviceType.CUDA);

        Assert.Equal(float16, ones(2, 2, device: CUDA).matmul(ones(2, 2, device: CUDA)).dtype);
        cuda.synchronize();
    }

    [Fact]
    public void Without_a_gpu_the_refusal_says_so()
    {
        Assert.SkipWhen(cuda.is_available(), "there is a GPU");

        Assert.Equal(0, cuda.device_count());
        Assert.False(cuda.is_cudnn_available());
        Assert.Contains("cuda", Assert.Throws<TorchException>(() => ones(1).cuda()).Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("CUDA", Assert.Throws<TorchException>(() => new Generator(0, CUDA)).Message, StringComparison.Ordinal);
        Assert.Throws<TorchException>(() => cuda.synchronize());
    }

    private static void NeedsGpu() => Assert.SkipUnless(cuda.is_available(), "needs a GPU and a libtorch with CUDA");
}
