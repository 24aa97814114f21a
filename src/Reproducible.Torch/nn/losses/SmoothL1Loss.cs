using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary><see cref="nn.functional.smooth_l1_loss"/> as a module.</summary>
/// <param name="beta">Where the square ends and the line begins; 0 has no square.</param>
public sealed class SmoothL1Loss(nn.Reduction reduction = nn.Reduction.Mean, double beta = 1.0)
    : Loss<Tensor, Tensor, Tensor>(nameof(SmoothL1Loss), reduction)
{
    public override Tensor forward(Tensor input, Tensor target) => nn.functional.smooth_l1_loss(input, target, reduction, beta);
}
