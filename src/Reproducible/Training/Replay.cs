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

        var length = Math.Min(count, images.Count - at);
        var batch = order!.narrow(0, at, length);
        at += length;

        return batch;
    }

    /// <summary>The images of these numbers, on the caller's scope.</summary>
    public Tensor ImagesAt(Tensor numbers) => images.Images.index_select(0, numbers);

    /// <summary>A task's labels of these numbers, on the caller's scope.</summary>
    public Tensor LabelsAt(Tensor numbers, int task) => images.Labels[task].index_select(0, numbers);

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
