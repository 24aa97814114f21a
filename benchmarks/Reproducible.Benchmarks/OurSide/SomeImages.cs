using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Execution;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Strategies;

namespace Reproducible.Benchmarks.OurSide;

/// <summary>Two epochs over some images of all ten classes, as a worker does them.</summary>
internal sealed class SomeImages : IWork
{
    private readonly RunSpec spec;
    private readonly LabOptions options;

    /// <param name="labels">Images in all; a multiple of 10.</param>
    public SomeImages(int labels, string folder)
    {
        options = new() { Results = folder, Workers = 1 };
        var recipe = new Recipe { Epochs = 2, EvaluateEvery = 2, BatchSize = 50 };
        spec = new(new SmallCnn(16), new FashionMnist { LabelsPerClass = labels / 10, ValidationPerClass = 1 }, new FromScratch(), recipe, Seed: 0);
    }

    /// <inheritdoc/>
    public object Do()
    {
        var receipt = Done.Of(spec, options);
        Directory.Delete(new RunStore(options.Store).FolderOf(receipt.Id), recursive: true);

        return new { seconds = receipt.TrainSeconds, peak_bytes = receipt.PeakMemoryBytes };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
