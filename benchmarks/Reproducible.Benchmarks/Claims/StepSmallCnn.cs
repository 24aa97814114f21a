namespace Reproducible.Benchmarks.Claims;

/// <summary>The network of the experiments.</summary>
internal sealed class StepSmallCnn() : TrainingStepClaim("small_cnn", batch: 128, steps: 30)
{
    /// <inheritdoc/>
    public override string Name => "step-small-cnn";

    /// <inheritdoc/>
    public override string Says => "Training step of SmallCnn(16), float32, channels last, batch 128: ours / Python's";

    /// <inheritdoc/>
    protected override Goal Goal => Goal.AtLeast(1.00, aim: 1.10);
}
