using Reproducible.Frosting;
using Reproducible.Runs;

namespace Reproducible.Experiments.TshirtPullover;

/// <summary>How well is T-shirt told from pullover with 200 labels and nothing else? The baseline of every claim.</summary>
[TaskName("FromScratch")]
[TaskDescription("T-shirt against pullover, 200 labels, random weights to start from; ten seeds.")]
public sealed class FromScratch : ExperimentTask
{
    /// <inheritdoc/>
    public override Experiment Define() => new()
    {
        Backbones = Protocol.Backbones,
        Datasets = [Protocol.Labels(200)],
        Strategies = [new Strategies.FromScratch()],
        Recipe = Protocol.Scratch,
    };
}
