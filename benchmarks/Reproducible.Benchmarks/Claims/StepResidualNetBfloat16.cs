namespace Reproducible.Benchmarks.Claims;

/// <summary>A deeper network under autocast.</summary>
internal sealed class StepResidualNetBfloat16() : TrainingStepClaim("residual_net", batch: 128, steps: 12)
{
    /// <inheritdoc/>
    public override string Name => "step-residual-net-bf16";

    /// <inheritdoc/>
    public override string Says => "Training step of ResNet(16, 2) with bfloat16 autocast, ours / Python's float32";

    /// <inheritdoc/>
    protected override string Dtype => "bfloat16";

    /// <inheritdoc/>
    protected override Goal Goal => Goal.AtLeast(1.40);
}
