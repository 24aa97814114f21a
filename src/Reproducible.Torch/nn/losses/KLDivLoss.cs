using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary><see cref="nn.functional.kl_div"/> as a module.</summary>
/// <param name="log_target">Whether targets are logarithms; the default is TorchSharp's, PyTorch's is false.</param>
public sealed class KLDivLoss(bool log_target = true, nn.Reduction reduction = nn.Reduction.Mean)
    : Loss<Tensor, Tensor, Tensor>(nameof(KLDivLoss), reduction)
{
    public override Tensor forward(Tensor input, Tensor target) => nn.functional.kl_div(input, target, log_target, reduction);
}
