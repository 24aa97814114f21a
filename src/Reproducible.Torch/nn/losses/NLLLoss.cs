using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary><see cref="nn.functional.nll_loss"/> as a module.</summary>
public sealed class NLLLoss(Tensor? weight = null, nn.Reduction reduction = nn.Reduction.Mean, long? ignore_index = null)
    : WeightedLoss<Tensor, Tensor, Tensor>(nameof(NLLLoss), weight, reduction)
{
    public override Tensor forward(Tensor input, Tensor target) =>
        nn.functional.nll_loss(input, target, weight, reduction, ignore_index ?? -100);
}
