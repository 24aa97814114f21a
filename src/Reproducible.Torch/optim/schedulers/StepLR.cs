using static Reproducible.Torch.torch.optim;

namespace Reproducible.Torch.Modules;

/// <summary>The rate times <c>gamma</c> after every <c>step_size</c> steps.</summary>
public sealed class StepLR : lr_scheduler.LRScheduler
{
    private readonly int size;
    private readonly double gamma;

    internal StepLR(Optimizer optimizer, int step_size, double gamma)
        : base(optimizer)
    {
        Check.Positive(step_size);
        (size, this.gamma) = (step_size, gamma);
        Begin();
    }

    private protected override double Rate(int group) =>
        last_epoch == 0 || last_epoch % size != 0 ? Groups[group].LearningRate : Groups[group].LearningRate * gamma;

    private protected override double ClosedForm(int group) => BaseRates[group] * Math.Pow(gamma, last_epoch / size);
}
