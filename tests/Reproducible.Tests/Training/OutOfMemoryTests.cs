using Reproducible.Torch;
using Reproducible.Training;
using static Reproducible.Torch.torch;

namespace Reproducible.Tests.Training;

/// <summary>Messages of CUDA are those of c10/cuda/CUDACachingAllocator.cpp in 1.13 and in 2.x, put together by hand: there was no GPU to ask.</summary>
public class OutOfMemoryTests
{
    [Fact]
    public void A_request_that_no_machine_can_meet_is_told_with_its_size()
    {
        using var scope = NewDisposeScope();
        var fault = Assert.Throws<TorchException>(() => zeros(1L << 46));

        var shortage = OutOfMemory.Of(fault, "cpu");

        Assert.Equal(4L << 46, shortage!.Asked);
        Assert.InRange(shortage.Free!.Value, 1, 4L << 46);
    }

    [Theory]
    [InlineData("CUDA out of memory. Tried to allocate 2.50 GiB (GPU 0; 79.10 GiB total capacity; 70.00 GiB already allocated; 512.00 MiB free; 71.00 GiB reserved in total by PyTorch)")]
    [InlineData("CUDA out of memory. Tried to allocate 2.50 GiB. GPU 0 has a total capacity of 79.10 GiB of which 512.00 MiB is free. Including non-PyTorch memory, this process has 70.00 GiB memory in use.")]
    public void Cuda_says_what_was_asked_and_what_was_free(string message)
    {
        Assert.Equal(new OutOfMemory(5L << 29, 512 << 20), OutOfMemory.Of(new TorchException("aten::conv2d", message), "cuda:0"));
    }

    [Theory]
    [InlineData("std::bad_alloc")]
    [InlineData("CUDA error: out of memory")]
    [InlineData("CUDA driver error: out of memory")]
    [InlineData("cuDNN error: CUDNN_STATUS_ALLOC_FAILED")]
    [InlineData("cuDNN error: CUDNN_STATUS_INTERNAL_ERROR_DEVICE_ALLOCATION_FAILED")]
    [InlineData("CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`")]
    public void Others_say_only_that_it_was_memory(string message)
    {
        Assert.Equal(new OutOfMemory(null, null), OutOfMemory.Of(new TorchException("aten::conv2d", message), "cuda:0"));
    }

    [Fact]
    public void Other_faults_are_not_about_memory()
    {
        Assert.Null(OutOfMemory.Of(new TorchException("aten::matmul", "mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)"), "cpu"));
        Assert.Null(OutOfMemory.Of(new ArgumentException("out of memory"), "cpu"));
    }

    [Fact]
    public void The_sentence_has_batch_image_sizes_and_what_to_do()
    {
        Assert.Equal(
            "Memory ran out on cuda:0 at a batch of 4096 images of 3 × 224 × 224; 2.7 GB more were asked for; 64 MB could be had. Lower BatchSize, or set it to Recipe.LargestBatch; or have fewer runs at once with --workers=1.",
            new OutOfMemory(2_700_000_000, 64_000_000).Text("cuda:0", 4096, [3, 224, 224]));
        Assert.StartsWith("Memory ran out on cpu at a batch of 8. Lower ", new OutOfMemory(null, null).Text("cpu", 8, null), StringComparison.Ordinal);
    }
}
