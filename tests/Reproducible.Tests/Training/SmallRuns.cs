using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Execution;
using Reproducible.Runs;
using Reproducible.Strategies;
using Reproducible.Torch;
using Reproducible.Training;

namespace Reproducible.Tests.Training;

/// <summary>Real runs of a second or less on the digits, in a store of the test's own.</summary>
public abstract class SmallRuns : IDisposable
{
    /// <summary>Digits 0 to 5, from scratch.</summary>
    protected static readonly RunSpec Source = new(
        new SmallCnn(4), new Digits { Classes = [0, 1, 2, 3, 4, 5], ValidationPerClass = 20 }, new FromScratch(), new() { Epochs = 2, LearningRate = 0.01 }, Seed: 0);

    private readonly TemporaryFolder folder = new();

    protected LabOptions Options => new() { Results = folder.Path, Workers = 1 };

    /// <summary>Seven against nine with 20 labels of each, from the source's weights.</summary>
    protected static RunSpec Target(Strategy strategy, int seed = 0) => new(
        Source.Backbone,
        new Digits { Classes = [7, 9], LabelsPerClass = 20, ValidationPerClass = 20 },
        strategy,
        new() { Epochs = 3, BatchSize = 16, LearningRate = 0.01 },
        seed,
        strategy.StartsFromSource ? Source : null);

    protected RunRecord Execute(RunSpec spec) => RunExecution.Execute("Small", spec, Options, new Progress<RunProgress>(), CancellationToken.None);

    protected static Dictionary<string, torch.Tensor> WeightsOf(RunRecord run) => Safetensors.Load(Path.Combine(run.Folder, "weights.safetensors"));

    public virtual void Dispose()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
    }
}
