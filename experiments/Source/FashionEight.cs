using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Frosting;
using Reproducible.Runs;

namespace Reproducible.Experiments.Source;

/// <summary>What does a small network learn from the eight garments other than T-shirt and pullover?</summary>
[TaskName("Source.FashionEight")]
[TaskDescription("The source model: eight classes of Fashion-MNIST, all labels, one seed.")]
public sealed class FashionEight : ExperimentTask
{
    /// <inheritdoc/>
    public override Experiment Define() => new()
    {
        Backbones = [new SmallCnn(Width: 16)],
        Datasets = [new FashionMnist { Classes = [1, 3, 4, 5, 6, 7, 8, 9] }],
        Strategies = [new Strategies.FromScratch()],
        Recipe = new() { Epochs = 4, BatchSize = 128, LearningRate = 0.01, WeightDecay = 0.01, Schedule = new Training.OneCycle() },
        Seeds = [0],
    };
}
