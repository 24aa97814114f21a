using Reproducible.Torch.Modules;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests.Optim;

public class AllocationTests
{
    public static TheoryData<string, Func<IEnumerable<Parameter>, optim.Optimizer>> Optimizers => new()
    {
        { "sgd", weights => optim.SGD(weights, 0.1, momentum: 0.9, weight_decay: 5e-4, nesterov: true) },
        { "adam", weights => optim.Adam(weights, weight_decay: 0.1, amsgrad: true) },
        { "adamw", weights => optim.AdamW(weights) },
    };

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void No_tensor_is_left_after_training_steps(string name, Func<IEnumerable<Parameter>, optim.Optimizer> make)
    {
        var before = Tensor.TotalCount;
        using (var net = new SmallNet())
        using (var optimizer = make(net.parameters()))
        {
            Step(net, optimizer);
            Step(net, optimizer);
            var running = Tensor.TotalCount;
            for (var i = 0; i < 10; i++)
            {
                Step(net, optimizer);
            }

            Assert.True(running == Tensor.TotalCount, $"{name}: {Tensor.TotalCount - running} tensors more after ten steps");
        }

        Assert.True(before == Tensor.TotalCount, $"{name}: {Tensor.TotalCount - before} tensors are left");
    }

    /// <summary>
    /// For each weight three tensor objects of 24 bytes at most (its gradient, the decayed one, the denominator or the look-ahead), a slot of 8 bytes for
    /// each in an array, and in the scope's growing list at most four (it doubles, and what it grew out of counts too): 3·(24 + 8 + 4·8) = 192.
    /// The rest, scopes, modes and array headers, is below 600 bytes, however many weights there are.
    /// </summary>
    [Theory]
    [MemberData(nameof(Optimizers))]
    public void A_step_allocates_192_bytes_a_weight_at_most(string name, Func<IEnumerable<Parameter>, optim.Optimizer> make)
    {
        foreach (var count in new[] { 4, 40 })
        {
            using var scope = NewDisposeScope();
            Parameter[] weights = [.. Enumerable.Range(0, count).Select(_ => new Parameter(ones(3)))];
            using var optimizer = make(weights);
            foreach (var weight in weights)
            {
                weight.sum().backward();
            }

            optimizer.step();
            var before = GC.GetAllocatedBytesForCurrentThread();
            optimizer.step();
            var spent = GC.GetAllocatedBytesForCurrentThread() - before;

            Assert.True(spent <= (192 * count) + 600, $"{name}: {spent} bytes for {count} weights");
        }
    }

    /// <summary>
    /// Zeroing 40, forward 18 results, loss, backward and step (8 weights: 192·8 + 600) come to about 3 KB; a copy of one batch, 8·144 floats, would be 4.6 KB more.
    /// </summary>
    [Theory]
    [MemberData(nameof(Optimizers))]
    public void A_training_step_allocates_less_than_4_KB(string name, Func<IEnumerable<Parameter>, optim.Optimizer> make)
    {
        using var scope = NewDisposeScope();
        using var net = new SmallNet();
        using var optimizer = make(net.parameters());
        var (images, labels) = (randn(8, 1, 12, 12), randint(10, [8]));
        Train(net, optimizer, images, labels);
        Train(net, optimizer, images, labels);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Train(net, optimizer, images, labels);
        var spent = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(spent < 4096, $"{name}: {spent} bytes");
    }

    private static void Step(SmallNet net, optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        Train(net, optimizer, randn(8, 1, 12, 12), randint(10, [8]));
    }

    private static void Train(SmallNet net, optim.Optimizer optimizer, Tensor images, Tensor labels)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        nn.functional.cross_entropy(net.call(images), labels).backward();
        optimizer.step();
    }
}
