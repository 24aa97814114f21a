using Reproducible.Torch.Interop;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests;

public class AllocationTests
{
    /// <summary>On 64 bits: an object's header and type, and the tensor's one field, the handle.</summary>
    private const long TensorBytes = 24;
    private const int Calls = 1000;

    private static readonly Operator Conv2d = new("aten::conv2d(Tensor input, Tensor weight, Tensor? bias=None, int[2] stride=1, int[2] padding=0, int[2] dilation=1, int groups=1) -> Tensor");

    [Fact]
    public void A_call_allocates_its_result_alone()
    {
        using var one = ones(2, 2);
        using var other = ones(2, 2);

        Assert.Equal(Calls * TensorBytes, Allocated(() => (one + other).Dispose()));
    }

    [Fact]
    public void A_call_with_lists_allocates_its_result_alone()
    {
        using var image = ones(1, 1, 4, 4);
        using var weight = ones(1, 1, 3, 3);
        long[] stride = [1, 1], padding = [0, 0];

        Assert.Equal(Calls * TensorBytes, Allocated(() => Conv2d.Call(image, weight, Arg.None, stride, padding, 1, 1).Dispose()));
    }

    [Fact]
    public void An_in_place_call_allocates_nothing()
    {
        using var one = ones(2, 2);

        Assert.Equal(0, Allocated(() => one.add_(1)));
    }

    [Fact]
    public void Batch_normalisation_that_looks_at_its_inputs_shape_allocates_its_result_alone()
    {
        using var image = ones(2, 3, 4, 4);
        using var mean = zeros(3);
        using var variance = ones(3);

        Assert.Equal(Calls * TensorBytes, Allocated(() => nn.functional.batch_norm(image, mean, variance, training: true).Dispose()));
    }

    private static long Allocated(Action call)
    {
        for (var i = 0; i < Calls; i++)
        {
            call();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Calls; i++)
        {
            call();
        }

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
