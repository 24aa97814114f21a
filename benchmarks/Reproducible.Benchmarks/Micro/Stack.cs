using Reproducible.Backbones;
using Reproducible.Torch;
using static Reproducible.Torch.torch;

namespace Reproducible.Benchmarks.Micro;

/// <summary>A backbone and a linear head, the first stages frozen as a run freezes them: no gradient, statistics held. Owns its weights.</summary>
internal sealed class Stack : IDisposable
{
    private readonly IReadOnlyList<nn.Module<Tensor, Tensor>> frozen;
    private readonly nn.Module<Tensor, Tensor> rest;

    /// <param name="frozen">How many stages, from the first.</param>
    public Stack(Backbone backbone, int frozen, int classes)
    {
        var stages = backbone.Build(channels: 1);
        this.frozen = [.. stages.Take(frozen)];
        rest = nn.Sequential([.. stages.Skip(frozen), nn.Linear(backbone.Features, classes)]).to(MemoryFormat.ChannelsLast);
        foreach (var stage in this.frozen)
        {
            stage.to(MemoryFormat.ChannelsLast).requires_grad_(false).eval();
        }

        Optimizer = optim.AdamW(rest.parameters());
    }

    /// <summary>Turns what learns.</summary>
    public optim.Optimizer Optimizer { get; }

    /// <summary>What the frozen stages make of images, without a backward graph.</summary>
    public Tensor Prefix(Tensor images)
    {
        // What lies between frozen stages is needed for nothing else, as in the training loop.
        using var scope = NewDisposeScope();
        using var plain = no_grad();

        return frozen.Aggregate(images, (value, stage) => stage.call(value)).MoveToOuterDisposeScope();
    }

    /// <param name="prefixed">What <see cref="Prefix"/> gave.</param>
    public Tensor Logits(Tensor prefixed) => rest.call(prefixed);

    /// <inheritdoc/>
    public void Dispose()
    {
        Optimizer.Dispose();
        rest.Dispose();
        foreach (var stage in frozen)
        {
            stage.Dispose();
        }
    }
}
