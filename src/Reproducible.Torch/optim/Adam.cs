using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary>Steps by the mean of the gradients over the root of the mean of their squares; weight decay is part of the gradient.</summary>
/// <remarks>Source: Kingma, Ba, ICLR 2015 (arXiv:1412.6980).</remarks>
public sealed class Adam : optim.Optimizer
{
    private readonly AdamDefaults defaults;

    /// <inheritdoc cref="optim.Adam(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
    public Adam(IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
        double weight_decay = 0, bool amsgrad = false, bool maximize = false)
        : this([new ParamGroup(parameters)], lr, beta1, beta2, eps, weight_decay, amsgrad, maximize)
    {
    }

    /// <inheritdoc cref="optim.Adam(IEnumerable{Parameter}, double, double, double, double, double, bool, bool)"/>
    public Adam(IEnumerable<ParamGroup> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double eps = 1e-8,
        double weight_decay = 0, bool amsgrad = false, bool maximize = false)
    {
        defaults = new(lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);
        foreach (var group in parameters)
        {
            add_param_group(group);
        }
    }

    private protected override void Complete(Modules.ParamGroup group) =>
        (group as ParamGroup ?? throw new ArgumentException($"A {group.GetType()} can't be learned by Adam; make an Adam.ParamGroup.", nameof(group)))
        .CompleteWith(defaults);

    private protected override void Update(Modules.ParamGroup group) => ((ParamGroup)group).Step(decayed: true);

    /// <summary>Parameters with settings of their own; what is null comes from the optimizer.</summary>
    public sealed class ParamGroup(IEnumerable<Parameter> parameters, double? lr = null, double? beta1 = null, double? beta2 = null,
        double? eps = null, double? weight_decay = null, bool? amsgrad = null, bool? maximize = null)
        : AdamGroup(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad, maximize);
}
