using Reproducible.Torch;
using static Reproducible.Torch.torch;

namespace Reproducible.Benchmarks.OurSide;

/// <summary>Copies 256 MiB within a device: what its memory reaches.</summary>
internal sealed class MemoryCopy : IWork
{
    private const int Elements = 64 << 20, Times = 10;

    private readonly Device place;
    private readonly Tensor from;
    private readonly Tensor to;

    public MemoryCopy(string device)
    {
        place = torch.device(device);
        using var scope = NewDisposeScope();
        from = zeros(Elements).to(place).DetachFromDisposeScope();
        to = ones(Elements).to(place).DetachFromDisposeScope();
        Do();
    }

    /// <inheritdoc/>
    public object Do()
    {
        using var plain = no_grad();
        var seconds = Waiting.SecondsOf(place, Times, () => to.copy_(from));

        // Each element is read once and written once.
        return new { bytes_per_second = 2.0 * sizeof(float) * Elements * Times / seconds };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        from.Dispose();
        to.Dispose();
    }
}
