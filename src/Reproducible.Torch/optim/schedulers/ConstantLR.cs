using static Reproducible.Torch.torch.optim;

namespace Reproducible.Torch.Modules;

/// <summary>The rate times <c>factor</c> for the first <c>total_iters</c> steps, whole afterwards.</summary>
public sealed class ConstantLR : lr_scheduler.LRScheduler
{
    private readonly double factor;
    private readonly int total;

    internal ConstantLR(Optimizer optimizer, double factor, int total_iters)
        : base(optimizer)
    {
        Check.Probability(factor);
        (this.factor, total) = (factor, total_iters);
        Begin();
    }

    private protected override double Rate(int group)
    {
        var present = Groups[group].LearningRate;
        return last_epoch == 0 ? present * factor : last_epoch != total ? present : present * (1.0 / factor);
    }

    private protected override double ClosedForm(int group) => BaseRates[group] * (factor + ((last_epoch >= total ? 1 : 0) * (1 - factor)));
}
