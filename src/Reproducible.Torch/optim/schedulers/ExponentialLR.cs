using static Reproducible.Torch.torch.optim;

namespace Reproducible.Torch.Modules;

/// <summary>The rate times <c>gamma</c> with every step.</summary>
public sealed class ExponentialLR : lr_scheduler.LRScheduler
{
    private readonly double gamma;

    internal ExponentialLR(Optimizer optimizer, double gamma)
        : base(optimizer)
    {
        this.gamma = gamma;
        Begin();
    }

    private protected override double Rate(int group) => last_epoch == 0 ? Groups[group].LearningRate : Groups[group].LearningRate * gamma;

    private protected override double ClosedForm(int group) => BaseRates[group] * Math.Pow(gamma, last_epoch);
}
