using static Reproducible.Torch.torch.optim;

namespace Reproducible.Torch.Modules;

/// <summary>The rate times a function of the step.</summary>
public sealed class LambdaLR : lr_scheduler.LRScheduler
{
    private readonly Func<int, double>[] factors;

    internal LambdaLR(Optimizer optimizer, IEnumerable<Func<int, double>> lr_lambdas)
        : base(optimizer)
    {
        factors = [.. lr_lambdas];
        if (factors.Length != Groups.Length)
        {
            throw new ArgumentException($"{factors.Length} functions were given for {Groups.Length} groups: give one for each.", nameof(lr_lambdas));
        }

        Begin();
    }

    private protected override double Rate(int group) => BaseRates[group] * factors[group](last_epoch);
}
