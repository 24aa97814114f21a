using static Reproducible.Torch.torch.optim;

namespace Reproducible.Torch.Modules;

/// <summary>The rate times (1 - step / total_iters) to the power of <c>power</c>.</summary>
public sealed class PolynomialLR : lr_scheduler.LRScheduler
{
    private readonly int total;
    private readonly double power;

    internal PolynomialLR(Optimizer optimizer, int total_iters, double power)
        : base(optimizer)
    {
        Check.Positive(total_iters);
        (total, this.power) = (total_iters, power);
        Begin();
    }

    private protected override double Rate(int group) => last_epoch == 0 || last_epoch > total
        ? Groups[group].LearningRate
        : Groups[group].LearningRate * Math.Pow((1.0 - ((double)last_epoch / total)) / (1.0 - ((double)(last_epoch - 1) / total)), power);

    private protected override double ClosedForm(int group) =>
        BaseRates[group] * Math.Pow(1.0 - ((double)Math.Min(total, last_epoch) / total), power);
}
