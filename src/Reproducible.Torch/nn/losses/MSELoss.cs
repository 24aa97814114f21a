using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary><see cref="nn.functional.mse_loss"/> as a module.</summary>
public sealed class MSELoss(nn.Reduction reduction = nn.Reduction.Mean) : Loss<Tensor, Tensor, Tensor>(nameof(MSELoss), reduction)
{
    public override Tensor forward(Tensor input, Tensor target) => nn.functional.mse_loss(input, target, reduction);
}
