using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Execution;
using Reproducible.Runs;
using Reproducible.Strategies;

namespace Reproducible.Benchmarks.Claims;

/// <summary>Runs of one step. Public, as the worker finds them in this assembly.</summary>
public sealed class TinyRuns : IExperimentDeclaration
{
    /// <inheritdoc/>
    public NamedExperiment Named => new(nameof(TinyRuns), "", new()
    {
        Backbones = [new SmallCnn(Width: 1)],
        Datasets = [new Digits { Classes = [0, 1], LabelsPerClass = 4, ValidationPerClass = 4 }],
        Strategies = [new FromScratch()],
        Recipe = new() { Steps = 1 },
        Seeds = [0, 1],
    });
}

/// <summary>Runs of a second or two. Public, as the worker finds them in this assembly.</summary>
public sealed class ShortRuns : IExperimentDeclaration
{
    /// <inheritdoc/>
    public NamedExperiment Named => new(nameof(ShortRuns), "", new()
    {
        Backbones = [new SmallCnn(Width: 16)],
        Datasets = [new FashionMnist { Classes = [0, 2], LabelsPerClass = 100 }],
        Strategies = [new FromScratch()],
        Recipe = new() { Epochs = 10, BatchSize = 20 },
        Seeds = [0, 1],
    });
}
