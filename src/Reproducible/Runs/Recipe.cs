using Reproducible.Training;

namespace Reproducible.Runs;

/// <summary>How a run learns, whatever it learns. The weights after the last step are the result: no step or epoch is chosen.</summary>
public sealed record Recipe : Part
{
    /// <summary>As <see cref="BatchSize"/>: the largest power of two that fits into memory, found before the run; its receipt says which.</summary>
    public const int LargestBatch = int.MaxValue;

    /// <summary>Passes over the training split; ignored when <see cref="Steps"/> is set. At least 1.</summary>
    public int Epochs { get; init; } = 10;

    /// <summary>Optimizer steps in all, instead of <see cref="Epochs"/>: fair where the number of labels differs. At least 1, or null.</summary>
    public int? Steps { get; init; }

    /// <summary>Epochs between two looks at the validation split; the last epoch is always looked at. At least 1. Decides nothing.</summary>
    public int EvaluateEvery { get; init; } = 1;

    /// <summary>Examples a step; the last batch of an epoch holds what is left. 1 to the split's size, or <see cref="LargestBatch"/>.</summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>What turns gradients into steps.</summary>
    public Optimizer Optimizer { get; init; } = new AdamW();

    /// <summary>Peak learning rate of heads, and of the backbone unless <see cref="BackboneLearningRate"/> is set. Usually 1e-4 to 1e-1.</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Peak learning rate of the backbone; null: the same as <see cref="LearningRate"/>.</summary>
    public double? BackboneLearningRate { get; init; }

    /// <summary>How the learning rates move over the steps.</summary>
    public Schedule Schedule { get; init; } = new Cosine();

    /// <summary>
    /// λ of λ/2·‖θ‖² in the objective (SGD, Adam: added to the gradient; AdamW: decoupled, Loshchilov and Hutter, ICLR 2019).
    /// 0 is none; usually 1e-5 to 1e-1. Frozen weights do not decay.
    /// </summary>
    public double WeightDecay { get; init; }

    /// <summary>Share of the target spread evenly over all classes, 0 (none) to below 1; usually 0.1 (Szegedy et al., CVPR 2016).</summary>
    public double LabelSmoothing { get; init; }

    /// <summary>Whether training images are mirrored left to right, each with probability 1/2.</summary>
    public bool Flip { get; init; }

    /// <summary>Largest shift of a training image in pixels, drawn evenly in both directions; 0 is none. What moves in is black.</summary>
    public int Shift { get; init; }

    /// <summary>Arithmetic of forward passes: <c>float32</c>, or <c>bfloat16</c> under autocast. Weights stay float32.</summary>
    public string Dtype { get; init; } = "float32";

    /// <summary>Whether any augmentation draws on a training image, so that its features differ from epoch to epoch.</summary>
    public bool Augments => Flip || Shift > 0;

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (Steps is null && Epochs < 1) { yield return $"Epochs is {Epochs}; it must be at least 1."; }
        if (Steps < 1) { yield return $"Steps is {Steps}; it must be at least 1, or null to count epochs."; }
        if (EvaluateEvery < 1) { yield return $"EvaluateEvery is {EvaluateEvery}; it must be at least 1."; }
        if (BatchSize < 1) { yield return $"BatchSize is {BatchSize}; it must be at least 1, or Recipe.LargestBatch."; }
        if (!(LearningRate >= 0)) { yield return $"LearningRate is {LearningRate}; it must be 0 or more."; }
        if (BackboneLearningRate is { } rate && !(rate >= 0)) { yield return $"BackboneLearningRate is {rate}; it must be 0 or more."; }
        if (!(WeightDecay >= 0)) { yield return $"WeightDecay is {WeightDecay}; it must be 0 or more."; }
        if (!(LabelSmoothing is >= 0 and < 1)) { yield return $"LabelSmoothing is {LabelSmoothing}; it must be at least 0 and below 1."; }
        if (Shift < 0) { yield return $"Shift is {Shift}; it must be 0 or more pixels."; }
        foreach (var problem in Optimizer.Problems().Concat(Schedule.Problems())) { yield return problem; }
        if (Dtype is not ("float32" or "bfloat16")) { yield return $"Dtype is '{Dtype}'. There are: float32, bfloat16."; }
    }

    private protected override object? Said(string setting, object? value) => setting == nameof(BatchSize) && BatchSize == LargestBatch ? "largest" : value;
}
