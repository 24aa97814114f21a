using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>Hands out another split's examples in shuffled order, over and over, alongside the target's.</summary>
internal sealed class Replay(LabelledImages images, int seed) : IDisposable
{
    private readonly Generator generator = new();
    private Tensor? order;
    private int round;
    private int at;

    /// <summary>The next examples, on the caller's scope. A round's last batch may be smaller.</summary>
    public (Tensor Images, IReadOnlyList<Tensor> Labels) Next(int count)
    {
        if (order is null || at == images.Count)
        {
            order?.Dispose();
            generator.manual_seed(Streams.Seed(seed, Streams.Replay, ++round));
            order = randperm(images.Count, generator: generator).to(images.Images.device).DetachFromDisposeScope();
            at = 0;
        }

        var batch = order.narrow(0, at, Math.Min(count, images.Count - at));
        at += (int)batch.shape[0];

        return (images.Images.index_select(0, batch), [.. images.Labels.Select(labels => labels.index_select(0, batch))]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        order?.Dispose();
        generator.Dispose();
    }
}
