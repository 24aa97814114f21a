using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Runs;
using Reproducible.Training;

namespace Reproducible.Experiments.TshirtPullover;

/// <summary>What all experiments on T-shirt against pullover share. Recipes were chosen by validation accuracy, never by test.</summary>
internal static class Protocol
{
    /// <summary>The source's own backbone.</summary>
    public static IReadOnlyList<Backbone> Backbones => Source.Backbones;

    /// <summary>Where transferred weights come from.</summary>
    public static Experiment Source => new Source.FashionEight().Define();

    /// <summary>From scratch, small batches did best.</summary>
    public static Recipe Scratch => new() { Epochs = 30, BatchSize = 20, LearningRate = 0.003, WeightDecay = 0.01, Schedule = new OneCycle() };

    /// <summary>From source weights, fewer steps do.</summary>
    public static Recipe Transfer => Scratch with { Epochs = 20, BatchSize = 50 };

    /// <summary>A head alone learns faster, and its epochs cost next to nothing.</summary>
    public static Recipe HeadOnly => Transfer with { Epochs = 100, LearningRate = 0.03 };

    /// <summary>T-shirt (0) against pullover (2).</summary>
    /// <param name="labels">Labelled training examples, half of each class.</param>
    public static Dataset Labels(int labels) => new FashionMnist { Classes = [0, 2], LabelsPerClass = labels / 2 };

    /// <summary>One strategy at 200 labels beside the from-scratch baseline.</summary>
    public static Experiment With(Strategies.Strategy strategy, Recipe? recipe = null) => new()
    {
        Backbones = Backbones,
        Datasets = [Labels(200)],
        Strategies = [strategy],
        Recipe = recipe ?? Transfer,
        Source = Source,
        Baseline = new FromScratch().Define(),
    };
}
