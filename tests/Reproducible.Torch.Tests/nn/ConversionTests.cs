using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests.Nn;

public class ConversionTests
{
    [Fact]
    public void Another_type_keeps_the_tensor_objects_and_leaves_whole_numbers()
    {
        using var scope = NewDisposeScope();
        using var norm = nn.BatchNorm2d(2);
        var (weight, seen) = (norm.weight, norm.num_batches_tracked);
        var returned = norm.to(ScalarType.Float64);

        Assert.Same(norm, returned);
        Assert.Same(weight, norm.weight);
        Assert.Same(seen, norm.num_batches_tracked);
        Assert.Equal(ScalarType.Float64, norm.weight!.dtype);
        Assert.Equal(ScalarType.Float64, norm.running_var!.dtype);
        Assert.Equal(ScalarType.Int64, norm.num_batches_tracked!.dtype);
        Assert.True(norm.weight.requires_grad);
        Assert.True(norm.weight.is_leaf);
    }

    [Fact]
    public void A_converted_module_learns_and_its_gradient_was_converted_too()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(2, 1, hasBias: false);
        layer.call(ones(1, 2)).sum().backward();
        layer.@double();

        Assert.Equal([1.0, 1.0], layer.weight.grad!.ToArray<double>());
        layer.call(ones([1, 2], ScalarType.Float64)).sum().backward();
        Assert.Equal([2.0, 2.0], layer.weight.grad!.ToArray<double>());
    }

    [Fact]
    public void Channels_last_changes_the_strides_of_four_dimensional_tensors_alone()
    {
        using var scope = NewDisposeScope();
        using var net = nn.Sequential(nn.Conv2d(3, 4, 2), nn.Linear(3, 4)).to(channels_last);
        var state = net.state_dict();

        // [out, in, height, width] with the channels innermost: strides in·h·w, 1, in·w, in.
        Assert.Equal([12, 1, 6, 3], state["0.weight"].strides);
        Assert.Equal([4, 3, 2, 2], state["0.weight"].shape);
        Assert.Equal([3, 1], state["1.weight"].strides);
    }

    [Fact]
    public void A_type_without_real_numbers_is_refused()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(2, 1);

        Assert.Contains("give Float16, BFloat16, Float32 or Float64", Assert.Throws<ArgumentException>(() => layer.to(ScalarType.Int64)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Converting_leaves_no_tensor_behind()
    {
        using var scope = NewDisposeScope();
        using var net = nn.Sequential(nn.Conv2d(3, 4, 2), nn.BatchNorm2d(4));
        var before = Tensor.TotalCount;
        net.@double().@float().to(channels_last).cpu();

        Assert.Equal(before, Tensor.TotalCount);
    }

    /// <summary>C# converts a literal 0 to any enumeration; as a memory format it would change nothing and say nothing.</summary>
    [Fact]
    public void A_number_is_a_GPUs_and_zero_is_the_first()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(2, 1);

        if (cuda.is_available())
        {
            Assert.Equal(new Device("cuda:0"), layer.to(0).weight.device);
        }
        else
        {
            Assert.Contains("CUDA", Assert.Throws<TorchException>(() => layer.to(0)).Message, StringComparison.Ordinal);
        }
    }
}
