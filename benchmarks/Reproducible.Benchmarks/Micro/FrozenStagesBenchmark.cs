using BenchmarkDotNet.Attributes;
using Reproducible.Backbones;
using static Reproducible.Torch.torch;

namespace Reproducible.Benchmarks.Micro;

/// <summary>
/// Do frozen stages cost a backward pass? A step with two of three stages frozen must take as long as their forward pass and a step
/// of the rest, on features made before. One thread, channels last, batches of 50 images of 28 × 28.
/// </summary>
[MinColumn]
[MedianColumn]
public class FrozenStagesBenchmark : IDisposable
{
    private const int Batch = 50;
    private const int Classes = 2;
    private const int Frozen = 2;

    private Tensor images = null!;
    private Tensor labels = null!;
    private Tensor features = null!;
    private Stack whole = null!;
    private Stack half = null!;

    /// <summary>Two networks of the same first weights: one learns whole, the other from its third stage on.</summary>
    [GlobalSetup]
    public void Setup()
    {
        set_num_threads(1);
        using var scope = NewDisposeScope();
        manual_seed(0);
        whole = new(new SmallCnn(16), frozen: 0, Classes);
        manual_seed(0);
        half = new(new SmallCnn(16), Frozen, Classes);
        images = rand(Batch, 1, 28, 28).contiguous(MemoryFormat.ChannelsLast).DetachFromDisposeScope();
        labels = randint(Classes, [Batch]).DetachFromDisposeScope();
        features = half.Prefix(images).DetachFromDisposeScope();
    }

    /// <summary>Forward, backward and step of everything.</summary>
    [Benchmark(Baseline = true)]
    public void NothingFrozen() => Train(whole, images);

    /// <summary>Forward of the frozen stages, then forward, backward and step of the rest.</summary>
    [Benchmark]
    public void TwoStagesFrozen()
    {
        using var scope = NewDisposeScope();
        Train(half, half.Prefix(images));
    }

    /// <summary>The two below, one after the other: each finds the processor's caches as the other left them, as in training.</summary>
    [Benchmark]
    public void BothInTurn()
    {
        FrozenStagesAlone();
        RestAlone();
    }

    /// <summary>Forward of the frozen stages.</summary>
    [Benchmark]
    public void FrozenStagesAlone()
    {
        using var scope = NewDisposeScope();
        half.Prefix(images);
    }

    /// <summary>Forward, backward and step of the last stage and the head, on features made before.</summary>
    [Benchmark]
    public void RestAlone() => Train(half, features);

    /// <inheritdoc/>
    [GlobalCleanup]
    public void Dispose()
    {
        foreach (var part in new IDisposable?[] { images, labels, features, whole, half })
        {
            part?.Dispose();
        }

        GC.SuppressFinalize(this);
    }

    private void Train(Stack stack, Tensor input)
    {
        using var scope = NewDisposeScope();
        stack.Optimizer.zero_grad();
        nn.functional.cross_entropy(stack.Logits(input), labels).backward();
        stack.Optimizer.step();
    }
}
