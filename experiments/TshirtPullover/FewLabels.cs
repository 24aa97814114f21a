using Reproducible.Frosting;
using Reproducible.Runs;
using Reproducible.Strategies;

namespace Reproducible.Experiments.TshirtPullover;

/// <summary>How does what transfer buys change from 20 labels to 1000?</summary>
[TaskName("FewLabels")]
[TaskDescription("T-shirt against pullover, all strategies at 20, 50, 200 and 1000 labels; five seeds.")]
[IsDependentOn(typeof(Source.FashionEight))]
public sealed class FewLabels : ExperimentTask
{
    /// <inheritdoc/>
    public override Experiment Define() => new()
    {
        Backbones = Protocol.Backbones,
        Datasets = [Protocol.Labels(20), Protocol.Labels(50), Protocol.Labels(200), Protocol.Labels(1000)],
        Strategies =
        [
            new(new Strategies.FromScratch(), Protocol.Scratch with { Steps = 300, EvaluateEvery = 10 }),
            new(new Strategies.FeatureExtraction(), Protocol.HeadOnly with { Steps = 400, EvaluateEvery = 100 }),
            new Strategies.FullFineTune(),
            new Strategies.PartialFreeze(Stages: 2),
            new Strategies.MultiTaskHeads(["class", "group"], new Uncertainty()),
        ],
        Recipe = Protocol.Transfer with { Steps = 80, EvaluateEvery = 10 },
        Seeds = [.. Enumerable.Range(0, 5)],
        Source = Protocol.Source,
    };
}
