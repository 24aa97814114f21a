using Reproducible.Runs;

namespace Reproducible.Training;

/// <summary>A rule that turns gradients into steps. Its learning rates, weight decay and weights come from recipe and strategy.</summary>
public abstract record Optimizer : Part;

/// <summary>Stochastic gradient descent.</summary>
/// <param name="Momentum">0 is none; usually 0.9.</param>
/// <param name="Nesterov">Whether the gradient is taken after the momentum's step; needs momentum above 0.</param>
/// <remarks>Source: Sutskever et al., ICML 2013.</remarks>
public sealed record Sgd(double Momentum = 0.9, bool Nesterov = false) : Optimizer;

/// <summary>Adam, with weight decay added to the gradient.</summary>
/// <param name="Beta1">Decay of the mean of gradients, 0 to below 1.</param>
/// <param name="Beta2">Decay of the mean of squared gradients, 0 to below 1.</param>
/// <remarks>Source: Kingma and Ba, ICLR 2015 (arXiv:1412.6980), whose defaults these are.</remarks>
public sealed record Adam(double Beta1 = 0.9, double Beta2 = 0.999) : Optimizer;

/// <summary>Adam with decoupled weight decay.</summary>
/// <param name="Beta1">Decay of the mean of gradients, 0 to below 1.</param>
/// <param name="Beta2">Decay of the mean of squared gradients, 0 to below 1.</param>
/// <remarks>Source: Loshchilov and Hutter, ICLR 2019 (arXiv:1711.05101).</remarks>
public sealed record AdamW(double Beta1 = 0.9, double Beta2 = 0.999) : Optimizer;
