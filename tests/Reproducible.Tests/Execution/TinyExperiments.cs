using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Execution;
using Reproducible.Runs;
using Reproducible.Strategies;

namespace Reproducible.Tests.Execution;

/// <summary>Experiments whose runs take tens of milliseconds. Public, as the worker finds them in this assembly.</summary>
public abstract class Tiny : IExperimentDeclaration
{
    public NamedExperiment Named => new(GetType().Name, "", Define());

    internal static Experiment Of(Strategy strategy, Recipe recipe, IReadOnlyList<int> seeds, Experiment? source = null) => new()
    {
        Backbones = [new SmallCnn(Width: 1)],
        Datasets = [new Digits { Classes = [0, 1], LabelsPerClass = 4, ValidationPerClass = 4 }],
        Strategies = [strategy],
        Recipe = recipe,
        Seeds = seeds,
        Source = source,
    };

    protected abstract Experiment Define();
}

public sealed class TinySource : Tiny
{
    protected override Experiment Define() => Of(new FromScratch(), new() { Epochs = 2 }, [0]);
}

public sealed class TinyFineTune : Tiny
{
    protected override Experiment Define() => Of(new FullFineTune(), new() { Epochs = 2 }, [0, 1, 2], new TinySource().Named.Experiment);
}

public sealed class TinyProbe : Tiny
{
    protected override Experiment Define() => Of(new FeatureExtraction(), new() { Epochs = 2 }, [0, 1], new TinySource().Named.Experiment);
}

/// <summary>A step this large overflows the next forward pass.</summary>
public sealed class TinyDiverging : Tiny
{
    protected override Experiment Define() => Of(new FromScratch(), new() { Epochs = 2, LearningRate = 1e30 }, [0]);
}

public sealed class TinyOnDiverging : Tiny
{
    protected override Experiment Define() => Of(new FullFineTune(), new() { Epochs = 2 }, [0, 1], new TinyDiverging().Named.Experiment);
}

/// <summary>300 steps, three an epoch: seconds where each is kept, time to be killed.</summary>
public sealed class TinyLong : Tiny
{
    protected override Experiment Define() => Of(new FromScratch(), new() { Epochs = 100, BatchSize = 3, EvaluateEvery = 5, Shift = 1 }, [0]);
}

/// <summary>Hours: never finished, only left or killed.</summary>
public sealed class TinyEndless : Tiny
{
    protected override Experiment Define() => Of(new FromScratch(), new() { Epochs = 10_000_000 }, [7]);
}

/// <summary>
/// 64 examples in batches of 32: two steps of convolution, batch normalisation, linear layer, loss, backward pass and optimizer. Wide enough for
/// oneDNN's kernels: on a processor with AVX-512 its native weights differ from its portable ones, while those of one channel do not.
/// </summary>
public sealed class TinyTwoSteps : Tiny
{
    protected override Experiment Define() => Of(new FromScratch(), new() { Epochs = 1, BatchSize = 32 }, [0]) with
    {
        Backbones = [new SmallCnn(Width: 16)],
        Datasets = [new Digits { Classes = [0, 1], LabelsPerClass = 32, ValidationPerClass = 4 }],
    };
}

/// <summary>Forty epochs of one step each.</summary>
public sealed class TinyForty : Tiny
{
    protected override Experiment Define() => Of(new FromScratch(), new() { Epochs = 40 }, [0]);
}
