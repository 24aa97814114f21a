using Reproducible.Torch.Operators;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests.Nn;

public sealed class FusedTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public FusedTests() => manual_seed(3);

    public void Dispose() => scope.Dispose();

    [Fact]
    public void A_step_of_adam_is_taken_where_numbers_lie_dense_and_else_nothing_is_changed()
    {
        // Mean 0.5·0 + 0.5·4, square 0.75·0 + 0.25·16; 3·0.5 - 1·2 / (√4 / 2 + 1).
        Assert.Equal((true, [0.5f, 0.5f], [2f, 2f], [4f, 4f]), Step(full([2], 3f)), Same);
        Assert.Equal((false, [3f, 3f], [0f, 0f], [0f, 0f]), Step(full([2, 2], 3f)[.., 0]), Same);
        Assert.Equal((false, [3f, 3f], [0f, 0f], [0f, 0f]), Step(full([2], 3.0, ScalarType.Float64)), Same);

        (bool Taken, float[] Weight, float[] Mean, float[] Square) Step(Tensor weight)
        {
            var (slope, mean, square) = (full([2], 4f, weight.dtype), zeros([2], weight.dtype), zeros([2], weight.dtype));
            var taken = Fused.Adam.CallScalar(List(weight), List(slope), List(mean), List(square), 0.5, 0.5, 0.75, 1.0, new[] { 2.0 }, new[] { -1.0 }).ToBoolean();

            return (taken, Floats(weight), Floats(mean), Floats(square));
        }

        static Tensor[] List(Tensor tensor) => [tensor];

        static float[] Floats(Tensor tensor) => tensor.to(ScalarType.Float32).ToArray<float>();

        static bool Same((bool, float[], float[], float[]) left, (bool, float[], float[], float[]) right) =>
            left.Item1 == right.Item1 && left.Item2.SequenceEqual(right.Item2) && left.Item3.SequenceEqual(right.Item3) && left.Item4.SequenceEqual(right.Item4);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(3, false)]
    [InlineData(3, true)]
    public void Normalised_images_are_bit_for_bit_those_of_libtorchs_operators(int channels, bool gaps)
    {
        var images = randint(0, 256, [5, channels, 6, 8], ScalarType.Byte)[.., .., .., TensorIndex.Slice(0, 8, gaps ? 2 : 1)];
        var (mean, scale) = (rand(channels) * 255, rand(channels) / 50);

        var normalised = nn.functional.normalize_images(images, mean, scale);

        Assert.True(normalised.equal((images.to(ScalarType.Float32) - mean.view(1, -1, 1, 1)) * scale.view(1, -1, 1, 1)));
        Assert.True(normalised.is_contiguous(MemoryFormat.ChannelsLast));
        // Of one channel too the strides say channels last, by which a convolution chooses.
        Assert.Equal(1, normalised.strides[1]);
    }

    [Fact]
    public void Images_of_another_type_are_normalised_by_libtorchs_operators()
    {
        var images = rand(2, 3, 4, 4, ScalarType.Float64);
        var (mean, scale) = (rand(3), rand(3));

        Assert.True(nn.functional.normalize_images(images, mean, scale).equal((images.to(ScalarType.Float32) - mean.view(1, -1, 1, 1)) * scale.view(1, -1, 1, 1)));
    }

    [Fact]
    public void Images_that_do_not_fit_are_refused_with_what_would()
    {
        var bytes = zeros([2, 3, 4, 4], ScalarType.Byte);

        Assert.Equal("normalize_images: the images have shape [3, 4, 4]; expected [batch, channels, height, width]", Refusal(() => nn.functional.normalize_images(bytes[0], ones(3), ones(3))));
        Assert.Equal("normalize_images: mean has shape [2], the images have 3 channels", Refusal(() => nn.functional.normalize_images(bytes, ones(2), ones(3))));
        Assert.Equal("normalize_images: scale is Double; expected Float", Refusal(() => nn.functional.normalize_images(bytes, ones(3), ones(3, ScalarType.Float64))));
    }

    /// <summary>Float32 is counted in a loop, Float64 by libtorch's operators, which also serve a GPU.</summary>
    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.BFloat16)]
    public void A_tally_adds_up_what_was_taken_for_what_and_the_losses(ScalarType type)
    {
        var (counts, loss) = (tensor(new long[] { 1, 0, 0, 0 }, [2, 2]), tensor([0.5]));

        // Two ways of being sure by ln 3: right costs ln 4/3, wrong ln 4. The fourth example has no label; of equal logits the first counts.
        var sure = tensor([MathF.Log(3), 0, 0, MathF.Log(3), MathF.Log(3), 0, 0, 9, 0, 0], [5, 2]).to(type);
        nn.functional.tally_(sure, tensor([0L, 1, 1, -100, 1]), counts, loss);

        Assert.Equal([2, 0, 2, 1], counts.ToArray<long>());
        var rounding = type == ScalarType.BFloat16 ? 1.0 / (1 << 8) : 1e-6;
        Assert.Equal(0.5 + (2 * Math.Log(4.0 / 3)) + Math.Log(4) + Math.Log(2), loss.item<double>(), 4 * rounding);
    }

    /// <summary>Counts are whole numbers: bfloat16, which autocast would multiply in, has none between 256 and 258.</summary>
    [Theory]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.BFloat16)]
    public void A_tally_counts_exactly_under_autocast(ScalarType type)
    {
        const int Examples = 257;
        var (counts, loss) = (zeros([2, 2], ScalarType.Int64), zeros([1], ScalarType.Float64));
        using (autocast(DeviceType.CPU, ScalarType.BFloat16))
        {
            nn.functional.tally_(tensor([1f, 0], [1, 2]).to(type).expand(Examples, 2), zeros([Examples], ScalarType.Int64), counts, loss);
        }

        Assert.Equal([Examples, 0, 0, 0], counts.ToArray<long>());
    }

    [Fact]
    public void A_tally_that_does_not_fit_is_refused()
    {
        var (counts, loss) = (zeros([2, 2], ScalarType.Int64), zeros([1], ScalarType.Float64));

        Assert.Equal("tally: label 2 of example 1 is none of the 2 classes", Refusal(() => nn.functional.tally_(rand(2, 2), tensor([0L, 2]), counts, loss)));
        Assert.Equal("tally: logits have shape [2, 2], labels [3]; expected [batch, classes] and [batch]", Refusal(() => nn.functional.tally_(rand(2, 2), tensor([0L, 1, 0]), counts, loss)));
        Assert.Equal("tally: counts are Long of shape [2, 2]; expected Long, 3 times 3, contiguous", Refusal(() => nn.functional.tally_(rand(2, 3), tensor([0L, 1]), counts, loss)));
        Assert.Equal("tally: loss is Float of shape [1]; expected one Double", Refusal(() => nn.functional.tally_(rand(2, 2), tensor([0L, 1]), counts, zeros(1))));
    }

    [Fact]
    public void A_tally_lets_no_gradient_through_and_leaves_no_tensor()
    {
        var (counts, loss) = (zeros([2, 2], ScalarType.Int64), zeros([1], ScalarType.Float64));
        var (logits, labels) = (rand(2, 2).requires_grad_(), tensor([0L, 1]));
        var before = LiveTensors.Settled();

        nn.functional.tally_(logits, labels, counts, loss);

        Assert.Equal(before, Tensor.TotalCount);
        Assert.False(loss.requires_grad);
    }

    /// <summary>Float32 shares its logarithms between loss and tally; the others, and smoothed labels, are computed side by side.</summary>
    [Theory]
    [InlineData(ScalarType.Float32, 0)]
    [InlineData(ScalarType.Float32, 0.1)]
    [InlineData(ScalarType.Float64, 0)]
    public void A_tallied_loss_and_its_gradient_have_the_bits_of_the_loss_alone(ScalarType type, double smoothing)
    {
        var labels = tensor([0L, 2, 1, -100, 2]);
        var (plain, tallied) = (randn(5, 3, type), zeros(5, 3, type));
        tallied.copy_(plain);
        var (mine, its) = ((zeros([3, 3], ScalarType.Int64), zeros([1], ScalarType.Float64)), (zeros([3, 3], ScalarType.Int64), zeros([1], ScalarType.Float64)));
        plain.requires_grad_();
        tallied.requires_grad_();

        nn.functional.tally_(plain, labels, mine.Item1, mine.Item2);
        var expected = nn.functional.cross_entropy(plain, labels, label_smoothing: smoothing);
        var loss = nn.functional.tallied_cross_entropy(tallied, labels, its.Item1, its.Item2, label_smoothing: smoothing);
        expected.backward();
        loss.backward();

        Assert.Equal(expected.bytes.ToArray(), loss.bytes.ToArray());
        Assert.Equal(plain.grad!.bytes.ToArray(), tallied.grad!.bytes.ToArray());
        Assert.Equal(mine.Item1.ToArray<long>(), its.Item1.ToArray<long>());
        Assert.Equal(mine.Item2.item<double>(), its.Item2.item<double>());
        Assert.Equal(4, its.Item1.sum().item<long>());
    }

    [Fact]
    public void A_tallied_loss_under_autocast_has_the_bits_of_the_loss_alone()
    {
        var (labels, counts, sum) = (tensor([0L, 1, 1]), zeros([2, 2], ScalarType.Int64), zeros([1], ScalarType.Float64));
        var (images, weight) = (rand(3, 4), rand(2, 4));
        using var shorter = autocast(DeviceType.CPU, ScalarType.BFloat16);
        var logits = nn.functional.linear(images, weight);

        var expected = nn.functional.cross_entropy(logits, labels);
        var loss = nn.functional.tallied_cross_entropy(logits, labels, counts, sum);

        Assert.Equal((ScalarType.BFloat16, expected.dtype), (logits.dtype, loss.dtype));
        Assert.Equal(expected.bytes.ToArray(), loss.bytes.ToArray());
        Assert.Equal(3, counts.sum().item<long>());
    }

    [Fact]
    public void A_tallied_loss_that_does_not_fit_is_refused()
    {
        var (counts, loss) = (zeros([2, 2], ScalarType.Int64), zeros([1], ScalarType.Float64));

        Assert.Equal("tally: label 2 of example 1 is none of the 2 classes", Refusal(() => nn.functional.tallied_cross_entropy(rand(2, 2), tensor([0L, 2]), counts, loss)));
        Assert.Equal("tally: logits have shape [2], labels [2]; expected [batch, classes] and [batch]", Refusal(() => nn.functional.tallied_cross_entropy(rand(2), tensor([0L, 1]), counts, loss)));
    }

    private static string Refusal(Action call) => Assert.Throws<TorchException>(call).Reason;
}
