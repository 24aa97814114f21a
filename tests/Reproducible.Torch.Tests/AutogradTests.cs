using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests;

public sealed class AutogradTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void A_gradient_is_what_the_chain_rule_says()
    {
        var x = tensor([1f, 2f, 3f], requires_grad: true);
        ((x * x).sum() + (2 * x).sum()).backward();

        // d/dx (x² + 2x) = 2x + 2
        Assert.Equal([4f, 6f, 8f], x.grad!.ToArray<float>());
    }

    [Fact]
    public void A_product_of_matrices_passes_the_gradient_to_both()
    {
        var left = tensor([1.0, 2, 3, 4], [2, 2], requires_grad: true);
        var right = tensor([5.0, 6, 7, 8], [2, 2], requires_grad: true);
        left.matmul(right).sum().backward();

        // d(sum AB)/dA = 1·Bᵀ: row sums of B in each row; d/dB = Aᵀ·1: column sums of A in each column.
        Assert.Equal([11.0, 15, 11, 15], left.grad!.ToArray<double>());
        Assert.Equal([4.0, 4, 6, 6], right.grad!.ToArray<double>());
    }

    [Fact]
    public void Gradients_add_up_until_they_are_set_anew()
    {
        var x = tensor(3f, requires_grad: true);

        Assert.Null(x.grad);

        (x * x).backward();
        (x * x).backward();

        Assert.Equal(12f, x.grad!.item<float>());

        x.grad = null;

        Assert.Null(x.grad);

        x.grad = tensor(1f);
        (x * x).backward();

        Assert.Equal(7f, x.grad!.item<float>());
    }

    [Fact]
    public void Weights_of_a_backward_pass_scale_each_element()
    {
        var x = tensor([1f, 2f], requires_grad: true);
        (x * x).backward(tensor([1f, 10f]));

        Assert.Equal([2f, 40f], x.grad!.ToArray<float>());
    }

    [Fact]
    public void Only_the_named_inputs_gather_gradients()
    {
        var (x, y) = (tensor(2f, requires_grad: true), tensor(3f, requires_grad: true));
        (x * y).backward(inputs: [x]);

        Assert.Equal(3f, x.grad!.item<float>());
        Assert.Null(y.grad);
    }

    [Fact]
    public void A_second_derivative_is_a_gradient_of_a_gradient()
    {
        var x = tensor(2.0, requires_grad: true);
        var first = autograd.grad([x * x * x], [x], create_graph: true)[0]!;
        var second = autograd.grad([first], [x])[0]!;

        // x³: 3x² = 12, 6x = 12 at 2
        Assert.Equal(12.0, first.item<double>());
        Assert.Equal(12.0, second.item<double>());
        Assert.Null(x.grad);
    }

    [Fact]
    public void An_input_that_takes_no_part_has_no_gradient()
    {
        var (x, y) = (tensor(2f, requires_grad: true), tensor(3f, requires_grad: true));

        Assert.Null(autograd.grad([x * x], [y], allow_unused: true)[0]);
    }

    [Fact]
    public void Several_tensors_can_be_the_start()
    {
        var x = tensor(2f, requires_grad: true);
        autograd.backward([x * 3, x * x], [null, tensor(10f)]);

        // 3 + 10·2x
        Assert.Equal(43f, x.grad!.item<float>());
    }

    [Fact]
    public void Detached_elements_are_shared_but_not_followed()
    {
        var x = tensor([1f], requires_grad: true);
        var detached = x.detach();
        using (no_grad())
        {
            detached.add_(1);
        }

        Assert.False(detached.requires_grad);
        Assert.Equal(2f, x.item<float>());
        Assert.True(x.is_leaf);
        Assert.False((x * 2).is_leaf);
    }

    [Fact]
    public void A_computed_tensor_keeps_its_gradient_when_asked()
    {
        var x = tensor(3f, requires_grad: true);
        var y = x * 2;
        y.retain_grad();
        (y * y).backward();

        Assert.Equal(12f, y.grad!.item<float>());
    }

    [Fact]
    public void A_hundred_thousand_steps_deep_graph_is_walked_and_freed()
    {
        var before = LiveTensors.Settled();
        using (NewDisposeScope())
        {
            var x = tensor(1f, requires_grad: true);
            var y = x.alias();
            for (var i = 0; i < 100_000; i++)
            {
                var next = y + 1;
                y.Dispose();
                y = next;
            }

            y.backward();

            Assert.Equal(1f, x.grad!.item<float>());
        }

        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void Changing_in_place_counts_up_the_version()
    {
        var x = ones(2);
        var before = x.version;
        x.add_(1);

        Assert.Equal(before + 1, x.version);
    }
}
