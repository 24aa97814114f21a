using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary>Adam, with weight decay taken from the weights (θ ← θ - lr·λ·θ) and not put into the gradient. Its default is 0.01, PyTorch's; TorchSharp's is 0.</summary>
/// <remarks>Source: Loshchilov, Hutter, ICLR 2019 (arXiv:1711.05101).</remarks>
public sealed class AdamW : optim.Optimizer
{
    private readonly AdamDefaults defaults;

    /// <inheritdoc cref="optim.AdamW(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
    public AdamW(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
        double weight_decay = 0.01, bool amsgrad = false, bool maximize = false)
        : this([new ParamGroup(parameters)], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
    {
    }

    /// <inheritdoc cref="optim.AdamW(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
    public AdamW(IEnumerable<ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
        double weight_decay = 0.01, bool amsgrad = false, bool maximize = false)
    {
        defaults = new(lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);
        foreach (var group in parameters)
        {
            add_param_group(group);
        }
    }

    private protected override void Complete(Modules.ParamGroup group) =>
        (group as ParamGroup ?? throw new ArgumentException($"A {group.GetType()} can't be learned by AdamW; make an AdamW.ParamGroup.", nameof(group)))
        .CompleteWith(defaults);

    private protected override void Update(Modules.ParamGroup group) => ((ParamGroup)group).Step(decayed: false);

    /// <summary>Parameters with settings of their own; what is null comes from the optimizer.</summary>
    public sealed class ParamGroup(IEnumerable<Parameter> parameters, double? lr = null, double? beta1 = null, double? beta2 = null,
        double? eps = null, double? weight_decay = null, bool? amsgrad = null, bool? maximize = null)
        : AdamGroup(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);
}
