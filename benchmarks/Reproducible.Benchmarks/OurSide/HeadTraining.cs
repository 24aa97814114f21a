using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Execution;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Strategies;
using Reproducible.Training;

namespace Reproducible.Benchmarks.OurSide;

/// <summary>
/// A run of feature extraction as a worker does it, from a source in the store. The first time its features are computed; from then on
/// they are found where the first left them, while the run itself is done again.
/// </summary>
internal sealed class HeadTraining : IWork
{
    private readonly RunSpec spec;
    private readonly LabOptions options;

    /// <param name="labels">Labelled images in all.</param>
    public HeadTraining(int labels, int epochs, string folder)
    {
        options = new() { Results = folder, Workers = 1 };
        var source = new RunSpec(new SmallCnn(16), new FashionMnist { Classes = [1, 3, 4, 5, 6, 7, 8, 9], LabelsPerClass = 50 }, new FromScratch(), new() { Epochs = 1, BatchSize = 50 }, Seed: 0);
        spec = source with
        {
            Dataset = new FashionMnist { Classes = [0, 2], LabelsPerClass = labels / 2 },
            Strategy = new FeatureExtraction(),
            Recipe = new() { Epochs = epochs, BatchSize = 50, LearningRate = 0.03, WeightDecay = 0.01, Schedule = new OneCycle() },
            Source = source,
        };
        Done.Of(source, options);
    }

    /// <inheritdoc/>
    public object Do()
    {
        var receipt = Done.Of(spec, options);
        Directory.Delete(new RunStore(options.Store).FolderOf(receipt.Id), recursive: true);

        // Those of the test are not training.
        var having = receipt.Features.Where(use => use.Split != "test").ToList();

        return new
        {
            seconds = receipt.TrainSeconds + having.Sum(use => use.Seconds),
            found = having.Count > 0 && having.All(use => use.FromStore),
        };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
