using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary><see cref="nn.functional.binary_cross_entropy_with_logits"/> as a module.</summary>
public sealed class BCEWithLogitsLoss : WeightedLoss<Tensor, Tensor, Tensor>
{
    /// <param name="weight">A factor for each element; belongs to the module from now on.</param>
    /// <param name="pos_weights">A factor for the positive part; belongs to the module from now on. PyTorch's name, pos_weight, in a state dict.</param>
    public BCEWithLogitsLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean, Tensor? pos_weights = null)
        : base(nameof(BCEWithLogitsLoss), weight, reduction)
    {
        this.pos_weights = pos_weights;
        register_buffer("pos_weight", pos_weights);
    }

    public Tensor? pos_weights { get; }

    public override Tensor forward(Tensor input, Tensor target) =>
        nn.functional.binary_cross_entropy_with_logits(input, target, weight, reduction, pos_weights);
}
