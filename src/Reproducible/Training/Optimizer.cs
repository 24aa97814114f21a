using Reproducible.Runs;
using Reproducible.Torch.Modules;
using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>A rule that turns gradients into steps. Its learning rates, weight decay and weights come from recipe and strategy.</summary>
public abstract record Optimizer : Part
{
    /// <summary>Makes libtorch's optimizer for groups of weights.</summary>
    internal abstract optim.Optimizer Create(IReadOnlyList<WeightGroup> groups);
}

/// <summary>Weights that learn at one rate.</summary>
/// <param name="Peak">Learning rate at the schedule's peak.</param>
/// <param name="Decay">λ of λ/2·‖θ‖².</param>
internal sealed record WeightGroup(IReadOnlyList<Parameter> Weights, double Peak, double Decay);

/// <summary>Stochastic gradient descent.</summary>
/// <param name="Momentum">0 is none; usually 0.9.</param>
/// <param name="Nesterov">Whether the gradient is taken after the momentum's step; needs momentum above 0.</param>
/// <remarks>Source: Sutskever et al., ICML 2013.</remarks>
public sealed record Sgd(double Momentum = 0.9, bool Nesterov = false) : Optimizer
{
    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (Momentum is not (>= 0 and < 1)) { yield return $"Sgd: Momentum is {Momentum}; it must be at least 0 and below 1."; }
        if (Nesterov && Momentum == 0) { yield return "Sgd: Nesterov needs a Momentum above 0."; }
    }

    internal override optim.Optimizer Create(IReadOnlyList<WeightGroup> groups) => optim.SGD(
        groups.Select(group => new Torch.Modules.SGD.ParamGroup(group.Weights, lr: group.Peak, momentum: Momentum, weight_decay: group.Decay, nesterov: Nesterov)),
        groups[0].Peak);
}

/// <summary>Adam, with weight decay added to the gradient.</summary>
/// <param name="Beta1">Decay of the mean of gradients, 0 to below 1.</param>
/// <param name="Beta2">Decay of the mean of squared gradients, 0 to below 1.</param>
/// <remarks>Source: Kingma and Ba, ICLR 2015 (arXiv:1412.6980), whose defaults these are.</remarks>
public sealed record Adam(double Beta1 = 0.9, double Beta2 = 0.999) : Optimizer
{
    /// <inheritdoc/>
    public override IEnumerable<string> Problems() => AdamW.ProblemsOf(Name, Beta1, Beta2);

    internal override optim.Optimizer Create(IReadOnlyList<WeightGroup> groups) => optim.Adam(
        groups.Select(group => new Torch.Modules.Adam.ParamGroup(group.Weights, lr: group.Peak, beta1: Beta1, beta2: Beta2, weight_decay: group.Decay)));
}

/// <summary>Adam with decoupled weight decay.</summary>
/// <param name="Beta1">Decay of the mean of gradients, 0 to below 1.</param>
/// <param name="Beta2">Decay of the mean of squared gradients, 0 to below 1.</param>
/// <remarks>Source: Loshchilov and Hutter, ICLR 2019 (arXiv:1711.05101).</remarks>
public sealed record AdamW(double Beta1 = 0.9, double Beta2 = 0.999) : Optimizer
{
    /// <inheritdoc/>
    public override IEnumerable<string> Problems() => ProblemsOf(Name, Beta1, Beta2);

    internal static IEnumerable<string> ProblemsOf(string name, double beta1, double beta2)
    {
        if (beta1 is not (>= 0 and < 1)) { yield return $"{name}: Beta1 is {beta1}; it must be at least 0 and below 1."; }
        if (beta2 is not (>= 0 and < 1)) { yield return $"{name}: Beta2 is {beta2}; it must be at least 0 and below 1."; }
    }

    internal override optim.Optimizer Create(IReadOnlyList<WeightGroup> groups) => optim.AdamW(
        groups.Select(group => new Torch.Modules.AdamW.ParamGroup(group.Weights, lr: group.Peak, beta1: Beta1, beta2: Beta2, weight_decay: group.Decay)));
}
