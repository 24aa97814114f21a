using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests.Optim;

public class AllocationTests
{
    [Theory]
    [InlineData("sgd")]
    [InlineData("adamw")]
    public void Probe(string kind)
    {
        using var scope = NewDisposeScope();
        using var net = new SmallNet();
        using optim.Optimizer optimizer = kind == "sgd" ? optim.SGD(net.parameters(), 0.1, 0.9, weight_decay: 5e-4) : optim.AdamW(net.parameters());
        var (images, labels) = (randn(8, 1, 12, 12), randint(10, [8]));
        long[] spent = new long[5];
        for (var i = 0; i < 30; i++)
        {
            using var inner = NewDisposeScope();
            var t0 = GC.GetAllocatedBytesForCurrentThread();
            optimizer.zero_grad();
            var t1 = GC.GetAllocatedBytesForCurrentThread();
            var y = net.call(images);
            var t2 = GC.GetAllocatedBytesForCurrentThread();
            var loss = nn.functional.cross_entropy(y, labels);
            var t3 = GC.GetAllocatedBytesForCurrentThread();
            loss.backward();
            var t4 = GC.GetAllocatedBytesForCurrentThread();
            optimizer.step();
            var t5 = GC.GetAllocatedBytesForCurrentThread();
            spent = [t1 - t0, t2 - t1, t3 - t2, t4 - t3, t5 - t4];
        }
        Assert.Fail(string.Join(" ", spent));
    }
}
