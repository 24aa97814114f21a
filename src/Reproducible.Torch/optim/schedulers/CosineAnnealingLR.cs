using static Reproducible.Torch.torch.optim;

namespace Reproducible.Torch.Modules;

/// <summary>Half a cosine from the rate down to <c>eta_min</c> over <c>T_max</c> steps, and up again after them.</summary>
/// <remarks>Source: Loshchilov, Hutter, ICLR 2017 (arXiv:1608.03983), without the restarts.</remarks>
public sealed class CosineAnnealingLR : lr_scheduler.LRScheduler
{
    private readonly double period;
    private readonly double least;

    internal CosineAnnealingLR(Optimizer optimizer, double T_max, double eta_min)
        : base(optimizer)
    {
        if (!(T_max > 0))
        {
            throw new ArgumentException(FormattableString.Invariant($"T_max is {T_max}: give the number of steps, above 0."), nameof(T_max));
        }

        (period, least) = (T_max, eta_min);
        Begin();
    }

    private protected override double Rate(int group)
    {
        var present = Groups[group].LearningRate;
        return last_epoch switch
        {
            0 => present,
            > 0 when StepCount == 1 => least + ((BaseRates[group] - least) * (1 + Math.Cos(last_epoch * Math.PI / period)) / 2),
            _ when (last_epoch - 1 - period) % (2 * period) == 0 =>
                present + ((BaseRates[group] - least) * (1 - Math.Cos(Math.PI / period)) / 2),
            _ => ((1 + Math.Cos(Math.PI * last_epoch / period)) / (1 + Math.Cos(Math.PI * (last_epoch - 1) / period)) * (present - least)) + least,
        };
    }

    private protected override double ClosedForm(int group) =>
        least + ((BaseRates[group] - least) * (1 + Math.Cos(Math.PI * last_epoch / period)) / 2);
}
