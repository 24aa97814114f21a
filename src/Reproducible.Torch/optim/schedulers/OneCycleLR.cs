using static Reproducible.Torch.torch.optim;

namespace Reproducible.Torch.Modules;

/// <summary>From max_lr / div_factor up to max_lr and down to far below where it began; the momentum goes the other way.</summary>
/// <remarks>Source: Smith, Topin 2017 (arXiv:1708.07120).</remarks>
public sealed class OneCycleLR : lr_scheduler.LRScheduler
{
    private readonly int total;
    private readonly (double End, double[] From, double[] To, double MomentumFrom, double MomentumTo)[] phases;
    private readonly AnnealStrategy strategy;
    private readonly bool turnsMomentum;

    internal OneCycleLR(Optimizer optimizer, double[] max_lr, int total_steps, double pct_start, AnnealStrategy anneal_strategy, bool cycle_momentum,
        double base_momentum, double max_momentum, double div_factor, double final_div_factor, bool three_phase)
        : base(optimizer)
    {
        Check.Positive(total_steps);
        Check.Probability(pct_start);
        if (max_lr.Length != Groups.Length)
        {
            throw new ArgumentException($"{max_lr.Length} largest rates were given for {Groups.Length} groups: give one for each.", nameof(max_lr));
        }

        if (cycle_momentum && Groups.Any(group => group is not (IMomentum or IBetas)))
        {
            throw new ArgumentException("This optimizer has no momentum to turn; pass cycle_momentum: false.", nameof(cycle_momentum));
        }

        (total, strategy, turnsMomentum) = (total_steps, anneal_strategy, cycle_momentum);
        double[] first = [.. max_lr.Select(rate => rate / div_factor)];
        double[] last = [.. first.Select(rate => rate / final_div_factor)];
        phases = three_phase
            ?
            [
                ((pct_start * total) - 1, first, max_lr, max_momentum, base_momentum),
                ((2 * pct_start * total) - 2, max_lr, first, base_momentum, max_momentum),
                (total - 1, first, last, max_momentum, max_momentum),
            ]
            :
            [
                ((pct_start * total) - 1, first, max_lr, max_momentum, base_momentum),
                (total - 1, max_lr, last, base_momentum, max_momentum),
            ];
        for (var i = 0; i < Groups.Length; i++)
        {
            Groups[i].InitialLearningRate = first[i];
        }

        Begin();
    }

    /// <summary>The curve between two rates.</summary>
    public enum AnnealStrategy
    {
        /// <summary>Half a cosine.</summary>
        Cos,

        /// <summary>A straight line.</summary>
        Linear,
    }

    /// <exception cref="ArgumentException">The cycle is over.</exception>
    public override void step()
    {
        if (last_epoch + 1 > total)
        {
            throw new ArgumentException($"The cycle has {total} steps and all were taken; make it as long as the training.");
        }

        base.step();
    }

    private protected override double Rate(int group)
    {
        var index = 0;
        while (index < phases.Length - 1 && last_epoch > phases[index].End)
        {
            index++;
        }

        var (begin, phase) = (index == 0 ? 0.0 : phases[index - 1].End, phases[index]);
        var share = (last_epoch - begin) / (phase.End - begin);
        if (turnsMomentum)
        {
            Turn(Groups[group], Anneal(phase.MomentumFrom, phase.MomentumTo, share));
        }

        return Anneal(phase.From[group], phase.To[group], share);
    }

    private static void Turn(ParamGroup group, double momentum)
    {
        if (group is IMomentum simple)
        {
            simple.Momentum = momentum;
        }
        else if (group is IBetas betas)
        {
            betas.Betas = (momentum, betas.Betas.Item2);
        }
    }

    private double Anneal(double from, double to, double share) => strategy == AnnealStrategy.Cos
        ? to + ((from - to) / 2.0 * (Math.Cos(Math.PI * share) + 1))
        : ((to - from) * share) + from;
}
