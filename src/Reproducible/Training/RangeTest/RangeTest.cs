using Reproducible.Execution;
using Reproducible.Runs;
using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>
/// A short training whose learning rate rises from far too small to far too large; all else is as the run has it. What it learned is thrown away,
/// and it evaluates neither the validation nor the test split.
/// </summary>
/// <remarks>Source: Smith, WACV 2017 (arXiv:1506.01186), with the range, the steps and the end of fastai's <c>lr_find</c>.</remarks>
internal static class RangeTest
{
    /// <summary>Steps, unless the loss explodes before.</summary>
    public const int Steps = 100;

    private const double From = 1e-7;
    private const double To = 10;
    private static readonly ExponentialRise Rise = new(From / To);

    /// <summary>Tests the strategy, network, data and optimizer of a run. The same run gives the same curve, bit for bit, where it would give the same weights.</summary>
    /// <param name="options">Its store holds the source that the run starts from.</param>
    /// <exception cref="ReproducibleException">Nothing in the run learns, the first loss is not finite, or data or source weights cannot be had.</exception>
    /// <exception cref="OperationCanceledException">It was asked for.</exception>
    public static RangeCurve Run(RunSpec spec, LabOptions options, CancellationToken cancel)
    {
        Check(spec);
        var recorder = new RangeTestRecorder(step => To * Rise.Factor(step - 1, Steps), cancel);
        try
        {
            Rehearsal.Run(spec with { Recipe = Rising(spec.Recipe) }, options, recorder);
        }
        catch (OperationCanceledException) when (recorder.IsDone && !cancel.IsCancellationRequested)
        {
            // The test leaves its run this way.
        }

        return recorder.Curve;
    }

    /// <summary>The recipe with the rising rate; what the backbone learns at stays the same share of what heads learn at.</summary>
    internal static Recipe Rising(Recipe recipe) => recipe with
    {
        Steps = Steps,
        EvaluateEvery = int.MaxValue,
        LearningRate = To,
        BackboneLearningRate = recipe.BackboneLearningRate is { } rate ? To * (rate / recipe.LearningRate) : null,
        Schedule = Rise,
    };

    private static void Check(RunSpec spec)
    {
        if (spec.Recipe.LearningRate == 0)
        {
            throw new ReproducibleException($"{spec.Strategy}: LearningRate is 0, and a range test scales it.", "Give the recipe the rate that you would try first.");
        }

        using var scope = NewDisposeScope();
        using var network = new Network(spec.Backbone, spec.Strategy, channels: 1, [.. spec.Strategy.Heads.Select(head => (head, 2))]);
        if (network.Weights.All(entry => entry.Rate == 0))
        {
            throw new ReproducibleException($"{spec.Strategy} learns no weight, so no learning rate suits it better than another.", "Test a strategy that leaves something free.");
        }
    }
}
