using static Reproducible.Torch.torch.optim;

namespace Reproducible.Torch.Modules;

/// <summary>The rate times <c>gamma</c> at each milestone; twice where it stands twice.</summary>
public sealed class MultiStepLR : lr_scheduler.LRScheduler
{
    private readonly int[] milestones;
    private readonly double gamma;

    internal MultiStepLR(Optimizer optimizer, IEnumerable<int> milestones, double gamma)
        : base(optimizer)
    {
        (this.milestones, this.gamma) = ([.. milestones], gamma);
        Begin();
    }

    private protected override double Rate(int group)
    {
        var times = milestones.Count(milestone => milestone == last_epoch);
        return times == 0 ? Groups[group].LearningRate : Groups[group].LearningRate * Math.Pow(gamma, times);
    }

    private protected override double ClosedForm(int group) =>
        BaseRates[group] * Math.Pow(gamma, milestones.Count(milestone => milestone <= last_epoch));
}
