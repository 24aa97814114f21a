using Reproducible.Backbones;
using Reproducible.Datasets;

namespace Reproducible.Strategies;

/// <summary>Freeze the first stages as the source left them, and train the rest.</summary>
/// <param name="Stages">How many stages are frozen: 0 is full fine-tuning, all of them is feature extraction.</param>
/// <remarks>Source: Yosinski et al., NeurIPS 2014 (arXiv:1411.1792), "AnB".</remarks>
public sealed record PartialFreeze(int Stages) : Strategy
{
    /// <inheritdoc/>
    public override double Rate(Weight weight) => weight.Stage < Stages ? 0 : 1;

    /// <inheritdoc/>
    public override IEnumerable<string> ProblemsWith(Backbone backbone, Dataset dataset) =>
        Stages >= 0 && Stages <= backbone.StageCount ? [] : [$"PartialFreeze: Stages is {Stages}; {backbone} has {backbone.StageCount}, so 0 to {backbone.StageCount} can be frozen."];
}
