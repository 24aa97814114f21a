using Reproducible.Frosting;
using Reproducible.Runs;

namespace Reproducible.Experiments.TshirtPullover;

/// <summary>Does starting from eight other garments help, when everything learns on?</summary>
[TaskName("FullFineTune")]
[TaskDescription("T-shirt against pullover, 200 labels, all weights learn on from the source; ten seeds.")]
[IsDependentOn(typeof(Source.FashionEight))]
[IsDependentOn(typeof(FromScratch))]
public sealed class FullFineTune : ExperimentTask
{
    /// <inheritdoc/>
    public override Experiment Define() => Protocol.With(new Strategies.FullFineTune());
}
