using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>Hands out another split's examples in shuffled order, over and over, alongside the target's.</summary>
internal sealed class Replay(LabelledImages images, int seed) : IDisposable
{
    private readonly Generator generator = new();
    private Tensor? order;
    private int round;
    private int at;

    /// <summary>Where the next examples come from; can be put back.</summary>
    public ReplayPlace Place
    {
        get => new(round, at);
        set
        {
            (round, at) = (value.Round, value.At);
            if (round > 0)
            {
                Shuffle();
            }
        }
    }

    /// <summary>The next examples' numbers, on the caller's scope. A round's last batch may be smaller.</summary>
    public Tensor Next(int count)
    {
        if (order is null || at == images.Count)
        {
            (round, at) = (round + 1, 0);
            Shuffle();
        }

        var batch = order!.narrow(0, at, Math.Min(count, images.Count - at));
        at += (int)batch.shape[0];

        return batch;
    }

    /// <summary>The examples of these numbers, on the caller's scope.</summary>
    public (Tensor Images, IReadOnlyList<Tensor> Labels) At(Tensor numbers) =>
        (images.Images.index_select(0, numbers), [.. images.Labels.Select(labels => labels.index_select(0, numbers))]);

    private void Shuffle()
    {
        order?.Dispose();
        generator.manual_seed(Streams.Seed(seed, Streams.Replay, round));
        order = randperm(images.Count, generator: generator).to(images.Images.device).DetachFromDisposeScope();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        order?.Dispose();
        generator.Dispose();
    }
}
