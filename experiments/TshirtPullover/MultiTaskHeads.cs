using Reproducible.Frosting;
using Reproducible.Runs;

namespace Reproducible.Experiments.TshirtPullover;

/// <summary>Does it help to go on naming the group of all garments while learning two of them?</summary>
[TaskName("MultiTaskHeads")]
[TaskDescription("T-shirt against pullover, 200 labels, beside garment group on the source's images; ten seeds.")]
[IsDependentOn(typeof(Source.FashionEight))]
[IsDependentOn(typeof(FromScratch))]
public sealed class MultiTaskHeads : ExperimentTask
{
    /// <inheritdoc/>
    public override Experiment Define() => Protocol.With(new Strategies.MultiTaskHeads(["class", "group"], new Strategies.Uncertainty()));
}
