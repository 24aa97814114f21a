using Reproducible.Frosting;
using Reproducible.Runs;

namespace Reproducible.Experiments.TshirtPullover;

/// <summary>Are the features of eight other garments enough, when only a new head learns?</summary>
[TaskName("FeatureExtraction")]
[TaskDescription("T-shirt against pullover, 200 labels, frozen source features; ten seeds.")]
[IsDependentOn(typeof(Source.FashionEight))]
[IsDependentOn(typeof(FromScratch))]
public sealed class FeatureExtraction : ExperimentTask
{
    /// <inheritdoc/>
    public override Experiment Define() => Protocol.With(new Strategies.FeatureExtraction(), Protocol.HeadOnly);
}
