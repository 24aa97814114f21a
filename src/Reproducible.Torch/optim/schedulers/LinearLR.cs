using static Reproducible.Torch.torch.optim;

namespace Reproducible.Torch.Modules;

/// <summary>In a straight line from <c>start_factor</c> to <c>end_factor</c> times the rate, over <c>total_iters</c> steps: a warm-up, or a decay.</summary>
public sealed class LinearLR : lr_scheduler.LRScheduler
{
    private readonly double start;
    private readonly double end;
    private readonly int total;

    internal LinearLR(Optimizer optimizer, double start_factor, double end_factor, int total_iters)
        : base(optimizer)
    {
        Check.Probability(start_factor);
        Check.Probability(end_factor);
        Check.Positive(total_iters);
        (start, end, total) = (start_factor, end_factor, total_iters);
        Begin();
    }

    private protected override double Rate(int group)
    {
        var present = Groups[group].LearningRate;
        return last_epoch == 0 ? present * start
            : last_epoch > total ? present
            : present * (1.0 + ((end - start) / ((total * start) + ((last_epoch - 1) * (end - start)))));
    }

    private protected override double ClosedForm(int group) =>
        BaseRates[group] * (start + ((end - start) * Math.Min(total, last_epoch) / total));
}
