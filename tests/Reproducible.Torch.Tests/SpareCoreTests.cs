using System.Globalization;
using Reproducible.Torch.Interop;
using Reproducible.Torch.Tests.Fixtures;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests;

public sealed class SpareCoreTests : IDisposable
{
    private static readonly Operator ConvolutionBackward = new("aten::convolution_backward(Tensor grad_output, Tensor input, Tensor weight, int[]? bias_sizes, int[] stride, int[] padding, int[] dilation, bool transposed, int[] output_padding, int groups, bool[3] output_mask) -> (Tensor, Tensor, Tensor)");

    private readonly DisposeScope scope = NewDisposeScope();
    private readonly int threads = get_num_threads();

    public SpareCoreTests()
    {
        manual_seed(7);
        set_num_threads(1);
    }

    public void Dispose()
    {
        core_lent = false;
        set_num_threads(threads);
        scope.Dispose();
    }

    [Theory]
    [InlineData(20, 1, 16, 3, 1, 1, ScalarType.Float32)]
    [InlineData(20, 16, 16, 3, 1, 1, ScalarType.Float32)]
    [InlineData(7, 16, 32, 3, 2, 1, ScalarType.Float32)]
    [InlineData(20, 16, 32, 1, 1, 1, ScalarType.Float32)]
    [InlineData(5, 6, 4, 3, 1, 2, ScalarType.Float32)]
    [InlineData(4, 3, 5, 3, 1, 1, ScalarType.Float64)]
    [InlineData(1, 16, 16, 3, 1, 1, ScalarType.Float32)]
    public void A_convolution_has_the_same_bits_in_the_same_format_with_a_core_lent_and_without(int images, int channels, int outputs, int kernel, int stride, int groups, ScalarType type)
    {
        var x = randn(images, channels, 9, 8).contiguous(MemoryFormat.ChannelsLast).to(type);
        var weight = randn(outputs, channels / groups, kernel, kernel).to(type);
        var bias = randn(outputs).to(type);

        var alone = Convolve(lent: false);
        foreach (var again in new[] { Convolve(lent: true), Convolve(lent: true) })
        {
            Assert.Equal(alone.shape, again.shape);
            Assert.Equal(alone.is_contiguous(MemoryFormat.ChannelsLast), again.is_contiguous(MemoryFormat.ChannelsLast));
            Bits.Same(alone, again, "with a core lent");
        }

        Tensor Convolve(bool lent)
        {
            core_lent = lent;

            return nn.functional.conv2d(x, weight, bias, strides: [stride, stride], padding: [1, 1], groups: groups);
        }
    }

    [Fact]
    public void A_convolutions_images_are_halved_while_a_core_is_lent()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The time of a thread is read from /proc.");
        using var numbers = inference_mode(true);
        var (x, weight) = (randn(256, 16, 28, 28).contiguous(MemoryFormat.ChannelsLast), randn(16, 16, 3, 3));
        core_lent = true;
        nn.functional.conv2d(x, weight, padding: [1, 1]);

        var before = ComputedAtLast();
        nn.functional.conv2d(x, weight, padding: [1, 1]);

        Assert.True(Computed() - before > 1_000_000, "The second thread computed for less than a millisecond.");
    }

    [Fact]
    public void A_convolution_that_cannot_be_is_the_same_error_with_a_core_lent_and_without()
    {
        var (x, weight) = (randn(4, 3, 8, 8), randn(4, 5, 3, 3));

        var alone = Assert.Throws<TorchException>(() => nn.functional.conv2d(x, weight));
        core_lent = true;

        Assert.Equal(alone.Message, Assert.Throws<TorchException>(() => nn.functional.conv2d(x, weight)).Message);
        Assert.Equal(alone.Message, Assert.Throws<TorchException>(() => nn.functional.conv2d(x, weight)).Message);
        Assert.Equal([4, 2, 6, 6], nn.functional.conv2d(x, randn(2, 3, 3, 3)).shape);
    }

    [Theory]
    [InlineData(1, 16, 1, 1, ScalarType.Float32)]
    [InlineData(16, 16, 1, 1, ScalarType.Float32)]
    [InlineData(16, 32, 2, 1, ScalarType.Float32)]
    [InlineData(6, 4, 1, 2, ScalarType.Float32)]
    [InlineData(3, 5, 1, 1, ScalarType.Float64)]
    public void A_convolutions_gradients_have_the_same_bits_with_a_core_lent_and_without(int channels, int outputs, int stride, int groups, ScalarType type)
    {
        var x = randn(5, channels, 9, 8).contiguous(MemoryFormat.ChannelsLast).to(type).requires_grad_();
        var weight = randn(outputs, channels / groups, 3, 3).to(type).requires_grad_();
        var y = nn.functional.conv2d(x, weight, strides: [stride, stride], padding: [1, 1], groups: groups);
        var dy = randn_like(y);

        AssertSame(["the input's gradient", "the weight's gradient"], Gradients);

        IReadOnlyList<Tensor?> Gradients() => autograd.grad([y], [x, weight], [dy], retain_graph: true);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Normalisation_has_the_same_bits_with_a_core_lent_and_without(int pool)
    {
        var x = randn(20, 16, 28, 27).contiguous(MemoryFormat.ChannelsLast).requires_grad_();
        var (weight, bias) = (randn(16).requires_grad_(), randn(16).requires_grad_());

        AssertSame(["the input's gradient", "the weight's gradient", "the bias's gradient", "the output"], Results);

        IReadOnlyList<Tensor?> Results()
        {
            var y = nn.functional.batch_norm_relu(x, null, null, weight, bias, training: true, pool: pool);

            return [.. autograd.grad([y], [x, weight, bias], [y.cos()]), y.detach()];
        }
    }

    [Fact]
    public void Another_thread_computes_only_while_a_core_is_lent()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The time of a thread is read from /proc.");
        var x = randn(64, 16, 28, 28).contiguous(MemoryFormat.ChannelsLast).requires_grad_();
        var weight = randn(16, 16, 3, 3).requires_grad_();
        var y = nn.functional.conv2d(x, weight, padding: [1, 1]);

        core_lent = true;
        Assert.True(core_lent);
        Compute();
        var before = Computed();
        Compute();
        Assert.True(Computed() - before > 1_000_000, "The second thread computed for less than a millisecond.");

        core_lent = false;
        before = ComputedAtLast();
        Compute();
        Assert.Equal(before, ComputedAtLast());

        void Compute() => autograd.grad([y], [x, weight], [y.detach()], retain_graph: true);
    }

    [Fact]
    public void Several_threads_an_operator_use_no_lent_core()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The time of a thread is read from /proc.");
        var x = randn(64, 16, 28, 28).contiguous(MemoryFormat.ChannelsLast).requires_grad_();
        var y = nn.functional.conv2d(x, randn(16, 16, 3, 3).requires_grad_(), padding: [1, 1]);
        core_lent = true;
        y.backward(y.detach(), retain_graph: true);
        set_num_threads(2);

        var before = ComputedAtLast();
        y.backward(y.detach());

        Assert.Equal(before, ComputedAtLast());
    }

    [Fact]
    public void What_either_thread_cannot_compute_is_an_error_and_the_next_operator_works()
    {
        var (x, weight) = (randn(2, 3, 8, 8), randn(4, 3, 3, 3));
        core_lent = true;

        Assert.Throws<TorchException>(() => Call(randn(2, 5, 8, 8)));
        var ones = Call(torch.ones(2, 4, 8, 8));

        Assert.Equal([2, 3, 8, 8], ones.OfInput.shape);
        Assert.Equal([128f, 128, 128, 128], ones.OfBias.ToArray<float>());

        (Tensor OfInput, Tensor OfWeight, Tensor OfBias) Call(Tensor dy) => ConvolutionBackward.CallThree(dy, x, weight, new long[] { 4 }, new long[] { 1, 1 }, new long[] { 1, 1 }, new long[] { 1, 1 }, false, new long[] { 0, 0 }, 1, new[] { true, true, true });
    }

    private static void AssertSame(IReadOnlyList<string> names, Func<IReadOnlyList<Tensor?>> compute)
    {
        core_lent = false;
        var alone = compute();
        core_lent = true;
        var lent = compute();
        Assert.Equal(names.Count, alone.Count);
        for (var i = 0; i < names.Count; i++)
        {
            Bits.Same(alone[i]!, lent[i], names[i]);
        }
    }

    /// <summary>The same once it sleeps, which it does a moment after its last work.</summary>
    private static long ComputedAtLast()
    {
        var (before, now) = (-1L, Computed());
        while (now != before)
        {
            Thread.Sleep(50);
            (before, now) = (now, Computed());
        }

        return now;
    }

    /// <summary>Nanoseconds for which the second thread computed (man 5 proc: schedstat); 0 before there is one.</summary>
    private static long Computed() => Directory.EnumerateDirectories("/proc/self/task")
        .Where(task => File.ReadAllText(Path.Combine(task, "comm")).TrimEnd() == "spare core")
        .Select(task => long.Parse(File.ReadAllText(Path.Combine(task, "schedstat")).Split(' ')[0], CultureInfo.InvariantCulture))
        .Sum();
}
