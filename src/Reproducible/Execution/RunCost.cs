using Reproducible.Runs;
using Reproducible.Strategies;

namespace Reproducible.Execution;

/// <summary>
/// How much a run has to compute, from its declaration alone: no engine, no file. One unit is one image through one stage, forward, for each
/// feature of the backbone. Good for telling a long run from a short one, not for a promise.
/// </summary>
internal static class RunCost
{
    // A backward pass computes gradients of inputs and of weights, each as much as the forward pass.
    private const int Training = 3;

    // Of the usual benchmark sets, where a run takes all there are: the plan reads no data.
    private const int ExamplesPerClass = 5000;
    private const int TestExamplesPerClass = 1000;

    /// <summary>Units of a run, above 0.</summary>
    public static double UnitsOf(RunSpec spec)
    {
        var (recipe, strategy, classes) = (spec.Recipe, spec.Strategy, spec.Dataset.KeptClasses.Count);
        var examples = (double)classes * (spec.Dataset.LabelsPerClass ?? ExamplesPerClass);
        var seen = recipe.Steps is { } steps ? steps * Math.Min(recipe.BatchSize, examples) : recipe.Epochs * examples;
        var frozen = FrozenStages(spec);
        var cached = frozen > 0 && !recipe.Augments && !strategy.ReplaysSource;
        var looks = Math.Ceiling(seen / examples / recipe.EvaluateEvery);
        var (validation, test) = (classes * spec.Dataset.ValidationPerClass, classes * TestExamplesPerClass);
        var learning = spec.Backbone.StageCount - frozen;

        // The head counts as a tenth of a stage, so that a run on cached features is not free.
        var images = (seen * (strategy.ReplaysSource ? 2 : 1) * ((Training * (learning + 0.1)) + (cached ? 0 : frozen)))
            + (cached ? examples * frozen : 0)
            + (validation * ((looks * (learning + 0.1)) + frozen))
            + (test * spec.Backbone.StageCount);

        return images * spec.Backbone.Features;
    }

    /// <summary>How many stages, from the first, learn nothing.</summary>
    private static int FrozenStages(RunSpec spec) => Enumerable.Range(0, spec.Backbone.StageCount)
        .TakeWhile(stage => spec.Strategy.Rate(new Weight($"backbone.{stage}.weight", stage, IsHead: false)) == 0)
        .Count();
}
