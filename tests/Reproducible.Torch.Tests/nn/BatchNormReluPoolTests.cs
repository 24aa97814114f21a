using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests.Nn;

/// <summary>What pooling adds to <see cref="BatchNormReluTests"/>, which hold its numbers against float64.</summary>
public sealed class BatchNormReluPoolTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public BatchNormReluPoolTests() => manual_seed(5);

    public void Dispose() => scope.Dispose();

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void What_is_pooled_has_the_bits_of_what_is_pooled_afterwards(ScalarType type)
    {
        var x = randn(3, 21, 7, 8).contiguous(MemoryFormat.ChannelsLast).to(type);
        var (weight, bias) = (randn(21), randn(21));

        var pooled = nn.functional.batch_norm_relu(x, null, null, weight, bias, training: true, pool: 2);

        Assert.True(pooled.equal(nn.functional.max_pool2d(nn.functional.batch_norm_relu(x, null, null, weight, bias, training: true), 2)));
    }

    [Fact]
    public void Of_equals_in_a_window_the_first_has_the_gradient_and_what_is_not_above_0_has_none()
    {
        // Windows: all equal; the lower right two equal; all below 0. The last line is in no window.
        var x = tensor([1f, 1, 0, 1, -1, -2, 1f, 1, 2, 2, -3, -4, 9f, 9, 9, 9, 9, 9], [1, 1, 3, 6]).requires_grad_();

        var y = nn.functional.batch_norm_relu(x, zeros(1), ones(1), tensor([2f]), eps: 0, pool: 2);
        y.backward(tensor([10f, 20, 30], [1, 1, 1, 3]));

        Assert.Equal([2f, 4, 0], y.ToArray<float>());
        Assert.Equal([20f, 0, 0, 0, 0, 0, 0, 0, 40, 0, 0, 0, 0, 0, 0, 0, 0, 0], x.grad!.ToArray<float>());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(6)]
    [InlineData(7)]
    public void What_is_no_number_anywhere_in_a_window_makes_it_none(int place)
    {
        var numbers = Enumerable.Repeat(1f, 12).ToArray();
        numbers[place] = float.NaN;

        var y = nn.functional.batch_norm_relu(tensor(numbers, [1, 1, 2, 6]), zeros(1), ones(1), pool: 2);

        Assert.Equal([true, false, false], y.isnan().ToArray<bool>());
    }
}
