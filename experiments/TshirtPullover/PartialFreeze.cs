using Reproducible.Frosting;
using Reproducible.Runs;

namespace Reproducible.Experiments.TshirtPullover;

/// <summary>Does it help to hold the first two stages as the source left them?</summary>
[TaskName("PartialFreeze")]
[TaskDescription("T-shirt against pullover, 200 labels, two of three stages frozen; ten seeds.")]
[IsDependentOn(typeof(Source.FashionEight))]
[IsDependentOn(typeof(FromScratch))]
public sealed class PartialFreeze : ExperimentTask
{
    /// <inheritdoc/>
    public override Experiment Define() => Protocol.With(new Strategies.PartialFreeze(Stages: 2));
}
