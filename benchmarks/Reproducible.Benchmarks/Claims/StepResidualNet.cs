namespace Reproducible.Benchmarks.Claims;

/// <summary>A deeper network.</summary>
internal sealed class StepResidualNet() : TrainingStepClaim("residual_net", batch: 128, steps: 12)
{
    /// <inheritdoc/>
    public override string Name => "step-residual-net";

    /// <inheritdoc/>
    public override string Says => "Training step of ResNet(16, 2), float32, channels last, batch 128: ours / Python's";

    /// <inheritdoc/>
    protected override Goal Goal => Goal.AtLeast(1.00, aim: 1.10);
}
