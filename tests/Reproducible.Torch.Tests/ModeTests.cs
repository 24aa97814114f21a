using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests;

public sealed class ModeTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Nothing_is_recorded_inside_no_grad_and_again_inside_enable_grad()
    {
        var x = ones(1, requires_grad: true);
        using (no_grad())
        {
            Assert.False(is_grad_enabled());
            Assert.False((x * 2).requires_grad);

            using (enable_grad())
            {
                Assert.True((x * 2).requires_grad);
            }

            Assert.False(is_grad_enabled());
        }

        Assert.True(is_grad_enabled());

        using (set_grad_enabled(false))
        {
            Assert.False(is_grad_enabled());
        }

        Assert.True((x * 2).requires_grad);
    }

    [Fact]
    public void A_mode_belongs_to_its_thread()
    {
        var elsewhere = false;
        Exception? refusal = null;
        using var mode = no_grad();
        var thread = new Thread(() =>
        {
            elsewhere = is_grad_enabled();
            refusal = Record.Exception(mode.Dispose);
        });
        thread.Start();
        thread.Join();

        Assert.True(elsewhere);
        Assert.IsType<InvalidOperationException>(refusal);
        Assert.False(is_grad_enabled());
    }

    [Fact]
    public void Tensors_of_inference_mode_take_no_part_in_a_backward_pass()
    {
        var x = ones(1, requires_grad: true);
        Tensor made;
        using (inference_mode())
        {
            Assert.True(is_inference_mode_enabled());
            made = x * 2;

            using (inference_mode(false))
            {
                Assert.False(is_inference_mode_enabled());
            }
        }

        Assert.False(is_inference_mode_enabled());
        Assert.True(is_grad_enabled());
        Assert.Contains("Inference tensors cannot be saved for backward", Assert.Throws<TorchException>(() => x * made).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Autocast_multiplies_in_bfloat16_and_goes_back()
    {
        var (one, other) = (ones(2, 2), ones(2, 2));
        using (autocast(DeviceType.CPU, bfloat16))
        {
            Assert.Equal(bfloat16, one.matmul(other).dtype);
            Assert.Equal(float32, (one + other).dtype);

            using (autocast(DeviceType.CPU, enabled: false))
            {
                Assert.Equal(float32, one.matmul(other).dtype);
            }

            Assert.Equal(bfloat16, one.matmul(other).dtype);
        }

        Assert.Equal(float32, one.matmul(other).dtype);
    }

    [Fact]
    public void Autocast_follows_a_weight_that_was_changed_between_two_regions()
    {
        // Casts of leaves that require gradients are cached while a region is open.
        var weight = ones([2, 2], requires_grad: true);
        using (autocast(DeviceType.CPU))
        {
            Assert.Equal(2f, ones(1, 2).matmul(weight)[0, 0].item<float>());
        }

        using (no_grad())
        {
            weight.mul_(3);
        }

        using (autocast(DeviceType.CPU))
        {
            Assert.Equal(6f, ones(1, 2).matmul(weight)[0, 0].item<float>());
        }
    }

    [Fact]
    public void Gradients_come_back_in_the_weights_own_type_under_autocast()
    {
        var weight = ones([2, 2], requires_grad: true);
        using (autocast(DeviceType.CPU))
        {
            ones(1, 2).matmul(weight).sum().backward();
        }

        Assert.Equal(float32, weight.grad!.dtype);
        Assert.Equal([1f, 1f, 1f, 1f], weight.grad.ToArray<float>());
    }

    [Fact]
    public void Determinism_can_be_asked_for_and_taken_back()
    {
        Assert.False(are_deterministic_algorithms_enabled());

        use_deterministic_algorithms(true);
        try
        {
            Assert.True(are_deterministic_algorithms_enabled());
            Assert.False(is_deterministic_algorithms_warn_only_enabled());

            // put_ with accumulate off has no repeatable result in libtorch.
            var put = new Interop.Operator("aten::put_(Tensor(a!) self, Tensor index, Tensor source, bool accumulate=False) -> Tensor(a!)");

            Assert.Contains("does not have a deterministic implementation", Assert.Throws<TorchException>(() => put.Run(zeros(3), tensor([0L, 0L]), ones(2))).Message, StringComparison.Ordinal);

            use_deterministic_algorithms(true, warn_only: true);

            Assert.True(is_deterministic_algorithms_warn_only_enabled());
        }
        finally
        {
            use_deterministic_algorithms(false);
        }

        Assert.False(are_deterministic_algorithms_enabled());
        Assert.False(is_deterministic_algorithms_warn_only_enabled());
    }

    [Fact]
    public void The_switches_of_the_libraries_below_can_be_set_and_read()
    {
        Check(() => backends.cudnn.enabled, value => backends.cudnn.enabled = value);
        Check(() => backends.cudnn.deterministic, value => backends.cudnn.deterministic = value);
        Check(() => backends.cudnn.benchmark, value => backends.cudnn.benchmark = value);
        Check(() => backends.cudnn.allow_tf32, value => backends.cudnn.allow_tf32 = value);
        Check(() => backends.cuda.matmul.allow_tf32, value => backends.cuda.matmul.allow_tf32 = value);
        Check(() => backends.cuda.matmul.allow_fp16_reduced_precision_reduction, value => backends.cuda.matmul.allow_fp16_reduced_precision_reduction = value);
        Check(() => backends.mkldnn.enabled, value => backends.mkldnn.enabled = value);

        static void Check(Func<bool> get, Action<bool> set)
        {
            var before = get();
            set(!before);
            Assert.Equal(!before, get());
            set(before);
            Assert.Equal(before, get());
        }
    }

    [Fact]
    public void The_number_of_threads_can_be_set()
    {
        var before = get_num_threads();
        set_num_threads(before + 1);

        Assert.Equal(before + 1, get_num_threads());

        set_num_threads(before);

        Assert.Equal(before, get_num_threads());
        Assert.InRange(get_num_interop_threads(), 1, 1024);
    }
}
