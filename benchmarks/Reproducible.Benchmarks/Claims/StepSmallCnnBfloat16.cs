namespace Reproducible.Benchmarks.Claims;

/// <summary>The network of the experiments under autocast.</summary>
internal sealed class StepSmallCnnBfloat16() : TrainingStepClaim("small_cnn", batch: 128, steps: 30)
{
    /// <inheritdoc/>
    public override string Name => "step-small-cnn-bf16";

    /// <inheritdoc/>
    public override string Says => "Training step of SmallCnn(16) with bfloat16 autocast, ours / Python's float32";

    /// <inheritdoc/>
    protected override string Dtype => "bfloat16";

    /// <inheritdoc/>
    protected override Goal Goal => Goal.AtLeast(1.40);
}
