using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests.Nn;

/// <summary>Held against libtorch's batch_norm, relu and max_pool2d in float64, which starts from the same numbers. Tolerances are counted roundings.</summary>
public sealed class BatchNormReluTests : IDisposable
{
    /// <summary>Half a unit in the last place, relative: what one rounding may cost.</summary>
    private const double Float = 1.0 / (1 << 24), Brain = 1.0 / (1 << 8);

    private readonly DisposeScope scope = NewDisposeScope();

    public BatchNormReluTests() => manual_seed(5);

    public static TheoryData<long[], long, bool, ScalarType, bool> Cases
    {
        get
        {
            TheoryData<long[], long, bool, ScalarType, bool> cases = [];
            (long Pool, long[] Shape)[] shapes =
            [
                (1, [6, 16, 9, 7]), (1, [5, 3, 7, 5]), (1, [9, 21, 3, 2]), (1, [4, 8, 1, 1]), (1, [33, 20]), (1, [2, 1, 4, 4]), (1, [3, 40, 5, 4]),
                (2, [6, 16, 8, 6]), (2, [3, 5, 7, 9]), (2, [2, 27, 2, 3]), (2, [1, 8, 40, 2]), (2, [2, 1, 4, 4]), (2, [1, 16, 3, 70]),
            ];
            foreach (var (pool, shape) in shapes)
            {
                foreach (var type in new[] { ScalarType.Float32, ScalarType.BFloat16 })
                {
                    foreach (var (channelsLast, training) in new[] { (true, true), (false, true), (true, false) })
                    {
                        cases.Add(shape, pool, channelsLast, type, training);
                    }
                }
            }

            return cases;
        }
    }

    public void Dispose() => scope.Dispose();

    [Theory]
    [MemberData(nameof(Cases))]
    public void Result_gradients_and_statistics_are_those_of_float64_but_for_counted_roundings(long[] shape, long pool, bool channelsLast, ScalarType type, bool training)
    {
        var (channels, count) = (shape[1], shape.Aggregate((all, length) => all * length) / shape[1]);
        var x = Laid((randn(shape) * 3) + Across(randn(channels) * 5, shape), channelsLast).to(type).requires_grad_();
        var dy = Laid(randn([.. shape[..2], .. shape[2..].Select(length => length / pool)]), channelsLast).to(type);
        var (weight, bias) = (randn(channels).requires_grad_(), randn(channels).requires_grad_());
        var (mean, variance) = (randn(channels), rand(channels) + 0.5);
        var (exactX, exactWeight, exactBias) = (Exact(x), Exact(weight), Exact(bias));
        var (exactMean, exactVariance) = (mean.to(ScalarType.Float64), variance.to(ScalarType.Float64));
        using var none = no_grad();
        var middle = Across(training ? Over(exactX, t => t.mean(Others(shape))) : exactMean, shape);
        var spread = Across(training ? Over(exactX - middle, t => (t * t).mean(Others(shape))) : exactVariance, shape);
        var inverse = 1 / (spread + 1e-5).sqrt();
        var scale = inverse * Across(exactWeight, shape);
        using var recording = enable_grad();

        var y = nn.functional.batch_norm_relu(x, mean, variance, weight, bias, training, pool: pool);
        y.backward(dy);
        var before = nn.functional.batch_norm(exactX, exactMean, exactVariance, exactWeight, exactBias, training);
        before.retain_grad();
        var exactY = pool == 1 ? before.relu() : nn.functional.max_pool2d(before.relu(), pool);
        exactY.backward(dy.to(ScalarType.Float64));

        using var plain = no_grad();
        var type16 = type == ScalarType.BFloat16 ? Brain : 0;

        // scale: two roundings; shift: three and a sum; then one.
        var reach = 5 * Float * ((exactX * scale).abs() + (middle * scale).abs() + Across(exactBias, shape).abs());
        Assert.True(before.abs().gt(reach).all().item<bool>(), "The numbers drawn leave open which side of 0 an element is on.");
        Within((pool == 1 ? reach : nn.functional.max_pool2d(reach, pool)) + (type16 * exactY.abs()), y, exactY);

        // Two of a window nearer to each other than their roundings would send the gradient to the wrong one; none of these numbers are.
        // Sums of 16 terms in float, then in double: 15 roundings, and up to 3 in a term.
        var g = before.grad!;
        var (sum, product) = (Over(g.abs(), t => t.sum(Others(shape))), Over((g * (exactX - middle)).abs(), t => t.sum(Others(shape))));
        // x - mean is off by the mean's rounding too.
        var shifted = product + (Over(middle.expand_as(g).abs() * g.abs(), t => t.sum(Others(shape))) / 4);
        var ofBatch = training ? 1 : 0;
        var parts = (g * scale).abs() + (ofBatch * scale.abs() * ((Across(sum, shape) / count) + (inverse * inverse * ((exactX - middle).abs() + middle.abs()) * Across(shifted, shape) / count)));
        Within((24 * Float * parts) + (type16 * exactX.grad!.abs()), x.grad!, exactX.grad!);
        Within(24 * Float * shifted * Over(inverse.expand_as(g), t => t.amax(Others(shape))), weight.grad!, exactWeight.grad!);
        Within(16 * Float * sum, bias.grad!, exactBias.grad!);

        // Computed in double from sums in double, rounded once.
        Within(2 * Float * exactMean.abs(), mean, exactMean);
        Within(2 * Float * exactVariance.abs(), variance, exactVariance);
        Assert.Equal((x.dtype, exactY.shape, exactY.strides), (y.dtype, y.shape, y.strides), Same);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Bits_depend_on_neither_repetition_nor_threads_nor_layout(long pool)
    {
        var threads = get_num_threads();
        var x = randn(40, 12, 19, 17);
        var dy = randn(40, 12, 19 / pool, 17 / pool);
        try
        {
            var bits = Bits(1, true);

            Assert.Equal(bits, Bits(1, true));
            Assert.Equal(bits, Bits(2, true));
            Assert.Equal(bits, Bits(3, true));
            Assert.Equal(bits, Bits(1, false));
        }
        finally
        {
            set_num_threads(threads);
        }

        float[][] Bits(int threads, bool channelsLast)
        {
            set_num_threads(threads);
            var (input, weight, bias) = (Laid(x, channelsLast).detach().clone().requires_grad_(), ones(12).requires_grad_(), zeros(12).requires_grad_());
            var (mean, variance) = (zeros(12), ones(12));
            var y = nn.functional.batch_norm_relu(input, mean, variance, weight, bias, training: true, pool: pool);
            y.backward(Laid(dy, channelsLast));

            return [.. new[] { y.detach(), input.grad!, weight.grad!, bias.grad!, mean, variance }.Select(tensor => tensor.ToArray<float>())];
        }
    }

    [Fact]
    public void A_slice_with_gaps_gives_what_its_copy_gives()
    {
        var slice = randn(4, 5, 6, 10)[.., .., .., TensorIndex.Slice(0, 10, 2)];

        Assert.Equal(
            nn.functional.batch_norm_relu(slice.clone(), zeros(5), ones(5), training: true).ToArray<float>(),
            nn.functional.batch_norm_relu(slice, zeros(5), ones(5), training: true).ToArray<float>());
    }

    [Fact]
    public void What_is_no_number_stays_none()
    {
        var y = nn.functional.batch_norm_relu(tensor([1f, float.NaN, -1f, 2f], [4, 1]), zeros(1), ones(1));

        Assert.Equal([false, true, false, false], y.isnan().ToArray<bool>());
    }

    [Theory]
    [InlineData("weight", "batch_norm_relu: weight has shape [4], the input has 3 channels; expected [3]")]
    [InlineData("bias", "batch_norm_relu: bias has shape [4], the input has 3 channels; expected [3]")]
    [InlineData("mean", "batch_norm_relu: running_mean has shape [4], the input has 3 channels; expected [3]")]
    [InlineData("variance", "batch_norm_relu: running_var has shape [4], the input has 3 channels; expected [3]")]
    [InlineData("pool", "batch_norm_relu: pool is 0; expected the side of a window, 1 where nothing is pooled")]
    [InlineData("statistics", "batch_norm_relu: without running_mean and running_var only training is possible")]
    public void What_does_not_fit_is_refused_by_name(string wrong, string words)
    {
        var (right, other) = (ones(3), ones(4));

        Assert.Equal(words, Assert.Throws<TorchException>(() => nn.functional.batch_norm_relu(
            ones(2, 3, 4, 4),
            wrong == "statistics" ? null : wrong == "mean" ? other : right,
            wrong == "variance" ? other : right,
            wrong == "weight" ? other : right,
            wrong == "bias" ? other : right,
            pool: wrong == "pool" ? 0 : 1)).Reason);
    }

    [Fact]
    public void An_empty_batch_is_refused_in_training_and_stays_empty_in_evaluation()
    {
        Assert.StartsWith(
            "batch_norm_relu: the input has shape [0, 3, 4, 4], less than two values a channel; training needs two or more",
            Assert.Throws<TorchException>(() => nn.functional.batch_norm_relu(zeros(0, 3, 4, 4), zeros(3), ones(3), training: true)).Reason,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => nn.functional.batch_norm_relu(zeros(1, 3, 1, 1), zeros(3), ones(3), training: true));
        Assert.Equal([0, 3, 4, 4], nn.functional.batch_norm_relu(zeros(0, 3, 4, 4), zeros(3), ones(3)).shape);
        Assert.Equal([0, 3, 2, 2], nn.functional.batch_norm_relu(zeros(0, 3, 4, 4), zeros(3), ones(3), pool: 2).shape);
    }

    [Fact]
    public void A_second_derivative_is_refused()
    {
        var x = randn(4, 3).requires_grad_();
        var y = nn.functional.batch_norm_relu(x, null, null, training: true);

        Assert.Contains(
            "batch_norm_relu has no second derivative; where one is needed, call batch_norm and then relu",
            Assert.Throws<TorchException>(() => y.sum().backward(create_graph: true)).Reason,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Only_what_asks_for_a_gradient_gets_one()
    {
        var (x, weight, bias) = (randn(4, 3), ones(3), zeros(3).requires_grad_());

        Assert.False(nn.functional.batch_norm_relu(x, null, null, weight, training: true).requires_grad);

        nn.functional.batch_norm_relu(x, null, null, null, bias, training: true).sum().backward();

        Assert.Null(x.grad);
        Assert.Equal(nn.functional.batch_norm(x, null, null, training: true).gt(0).sum([0]).to(ScalarType.Float32).ToArray<float>(), bias.grad!.ToArray<float>());
    }

    [Theory]
    [InlineData(ScalarType.Float64, new long[] { 4, 3, 5, 5 }, 1)]
    [InlineData(ScalarType.Float32, new long[] { 4, 3, 5 }, 1)]
    [InlineData(ScalarType.Float64, new long[] { 4, 3, 5, 5 }, 2)]
    [InlineData(ScalarType.Float32, new long[] { 4, 3, 7, 6 }, 3)]
    public void What_has_no_loop_here_is_libtorchs_own_operators(ScalarType type, long[] shape, long pool)
    {
        var x = randn(shape).to(type).requires_grad_();
        var (weight, bias) = (randn(3).to(type), randn(3).to(type));
        var (mean, variance) = (zeros(3, type), ones(3, type));
        var (otherMean, otherVariance) = (mean.clone(), variance.clone());

        var y = nn.functional.batch_norm_relu(x, mean, variance, weight, bias, training: true, pool: pool);

        var other = nn.functional.batch_norm(x, otherMean, otherVariance, weight, bias, training: true).relu();
        Assert.True(y.equal(pool == 1 ? other : nn.functional.max_pool2d(other, pool)));
        Assert.True(mean.equal(otherMean) && variance.equal(otherVariance));
        (y * y).sum().backward(create_graph: true);
        Assert.True(x.grad!.requires_grad);
    }

    [Fact]
    public void The_layer_has_the_names_of_batch_norm_and_measures_in_training_alone()
    {
        using var layer = nn.BNReLU2d(3);
        using var two = nn.BatchNorm2d(3);
        var x = randn(4, 3, 5, 5);

        var y = layer.call(x);

        Assert.Equal(two.state_dict().Keys, layer.state_dict().Keys);
        Assert.True(y.allclose(two.call(x).relu(), atol: 1e-5));
        Assert.Equal(1, layer.num_batches_tracked!.item<long>());
        Assert.True(layer.running_var!.allclose(two.running_var!));

        layer.eval();
        two.eval();

        Assert.True(layer.call(x).allclose(two.call(x).relu(), atol: 1e-5));
        Assert.Equal(1, layer.num_batches_tracked!.item<long>());
        using var pooled = nn.BNReLU2d(3, pool: 2);
        pooled.load_state_dict(layer.state_dict());
        pooled.eval();
        Assert.True(pooled.call(x).equal(nn.functional.max_pool2d(layer.call(x), 2)));
        Assert.Equal("pool is 0: give 1 or more.", Assert.Throws<ArgumentException>(() => nn.BNReLU2d(3, pool: 0)).Message.Split(" (")[0]);
        Assert.Equal("BNReLU2d takes an input of 4 dimensions, this one has shape [2, 3].", Assert.Throws<ArgumentException>(() => layer.call(zeros(2, 3))).Message);
    }

    [Fact]
    public void Under_autocast_it_takes_the_product_s_type_and_keeps_its_weights()
    {
        using var linear = nn.Linear(5, 8);
        var (weight, bias) = (ones(8).requires_grad_(), zeros(8).requires_grad_());
        using (autocast(DeviceType.CPU))
        {
            var y = nn.functional.batch_norm_relu(linear.call(randn(6, 5)), null, null, weight, bias, training: true);
            y.sum().backward();

            Assert.Equal(ScalarType.BFloat16, y.dtype);
        }

        Assert.Equal((ScalarType.Float32, ScalarType.Float32), (weight.grad!.dtype, linear.weight.grad!.dtype));
    }

    [Fact]
    public void Leaves_no_tensor_behind()
    {
        var before = LiveTensors.Settled();
        using (NewDisposeScope())
        {
            using var layer = nn.BNReLU2d(3);
            layer.call(randn(2, 3, 4, 4).requires_grad_()).sum().backward();
        }

        Assert.Equal(before, Tensor.TotalCount);
    }

    private static Tensor Exact(Tensor tensor) => tensor.detach().to(ScalarType.Float64).requires_grad_();

    private static Tensor Laid(Tensor tensor, bool channelsLast) => channelsLast && tensor.dim() == 4 ? tensor.contiguous(MemoryFormat.ChannelsLast) : tensor;

    private static long[] Others(long[] shape) => shape.Length == 2 ? [0] : [0, 2, 3];

    private static Tensor Over(Tensor tensor, Func<Tensor, Tensor> reduce) => reduce(tensor.detach());

    /// <summary>[channels] as a shape that spreads over [batch, channels, …].</summary>
    private static Tensor Across(Tensor ofChannels, long[] shape) => ofChannels.detach().view([1, shape[1], .. shape.Skip(2).Select(_ => 1L)]);

    private static void Within(Tensor tolerance, Tensor actual, Tensor expected)
    {
        // Numbers so small that nothing tells them from 0 in float.
        var excess = (actual.detach().to(ScalarType.Float64) - expected.detach()).abs() - tolerance - 1e-30;

        Assert.True(excess.le(0).all().item<bool>(), $"The worst is {excess.max().item<double>()} beyond its tolerance.");
    }

    private static bool Same((ScalarType Type, long[] Shape, long[] Strides) left, (ScalarType Type, long[] Shape, long[] Strides) right) =>
        left.Type == right.Type && left.Shape.SequenceEqual(right.Shape) && left.Strides.SequenceEqual(right.Strides);
}
