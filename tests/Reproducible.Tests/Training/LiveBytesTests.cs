using Reproducible.Torch;
using Reproducible.Traces;
using Reproducible.Training;
using static Reproducible.Torch.torch;

namespace Reproducible.Tests.Training;

public sealed class LiveBytesTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    [Fact]
    public void Is_the_digest_of_all_in_order()
    {
        using var live = new LiveBytes([tensor([1f, 2f]), tensor([3L])]);
        byte[] bytes = [.. BitConverter.GetBytes(1f), .. BitConverter.GetBytes(2f), .. BitConverter.GetBytes(3L)];

        Assert.Equal((TraceDigest.Of(bytes), 16L), (live.Digest(), live.Bytes));
    }

    [Fact]
    public void Sees_one_bit_change_where_it_lies()
    {
        var weights = rand(4, 3, 2, 2).contiguous(MemoryFormat.ChannelsLast);
        using var live = new LiveBytes([weights]);
        var before = live.Digest();

        weights[3, 2, 1, 1].add_(1.2e-7f);

        Assert.NotEqual(before, live.Digest());
        Assert.NotEqual(0u, before);
    }

    [Fact]
    public void Elements_with_gaps_are_not_digested()
    {
        using var live = new LiveBytes([rand(4), rand(4, 4).t()]);

        Assert.Equal(0u, live.Digest());
    }

    public void Dispose() => scope.Dispose();
}
