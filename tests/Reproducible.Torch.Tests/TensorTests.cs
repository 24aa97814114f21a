using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests;

public class TensorTests
{
    [Fact]
    public void A_gradient_is_what_the_chain_rule_says()
    {
        using var scope = NewDisposeScope();
        var x = tensor([1f, 2f, 3f], requires_grad: true);
        ((x * x).sum() + (2 * x).sum()).backward();

        // d/dx (x² + 2x) = 2x + 2
        Assert.Equal([4f, 6f, 8f], x.grad!.ToArray<float>());
    }

    [Fact]
    public void Every_tensor_of_a_scope_is_freed_with_it()
    {
        var before = LiveTensors.Settled();
        using (NewDisposeScope())
        {
            var product = rand(4, 4).matmul(rand(4, 4)).relu_();
            _ = product.sum(0) / 2;
        }

        Assert.Equal(before, Tensor.TotalCount);
    }

    [Fact]
    public void Foreach_changes_every_tensor_of_a_list()
    {
        using var scope = NewDisposeScope();
        Tensor[] weights = [ones(2), full(3, 2.0)];
        Tensor[] grads = [full(2, 10.0), full(3, 100.0)];
        _foreach_add_(weights, grads, -0.5);

        Assert.Equal([-4f, -4f], weights[0].ToArray<float>());
        Assert.Equal([-48f, -48f, -48f], weights[1].ToArray<float>());
    }

    [Fact]
    public void Bytes_show_the_elements_where_they_lie()
    {
        using var scope = NewDisposeScope();
        var small = tensor([1, 256]);
        using var bytes = small.bytes;

        Assert.Equal([1, 0, 0, 0, 0, 1, 0, 0], bytes.ToArray());
    }

    [Fact]
    public void The_same_seed_draws_the_same_permutation()
    {
        using var scope = NewDisposeScope();
        using var one = new Generator(7);
        using var other = new Generator(7);
        var order = randperm(100, generator: one);

        Assert.True(order.equal(randperm(100, generator: other)));
        Assert.False(order.equal(randperm(100, generator: other)));
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (long)i), order.ToArray<long>().Order());
    }
}
