using Reproducible.Torch.Interop;
using Reproducible.Torch.Operators;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary>Parameters learned by Adam or AdamW, and the part of a step that the two share.</summary>
public abstract class AdamGroup : ParamGroup, optim.IBetas
{
    private (double?, double?) betas;
    private double? eps;
    private bool? amsgrad;
    private bool? maximize;
    private readonly HandleList roots = new();
    private double[] corrections = [];
    private double[] sizes = [];

    private protected AdamGroup(IEnumerable<Parameter> parameters, double? lr, double? beta1, double? beta2, double? eps, double? weight_decay,
        bool? amsgrad, bool? maximize)
        : base(parameters, lr, weight_decay, "exp_avg", "exp_avg_sq", "max_exp_avg_sq") =>
        (betas, this.eps, this.amsgrad, this.maximize) = ((beta1, beta2), eps, amsgrad, maximize);

    /// <inheritdoc/>
    public (double, double) Betas
    {
        get => (betas.Item1 ?? 0, betas.Item2 ?? 0);
        set => betas = value;
    }

    /// <summary>Added to the denominator.</summary>
    public double Eps => eps ?? 0;

    /// <summary>Divide by the largest mean of squares so far, not by the present one (Reddi et al., ICLR 2018).</summary>
    public bool Amsgrad => amsgrad ?? false;

    /// <summary>Climb, not descend.</summary>
    public bool Maximize => maximize ?? false;

    private protected override IEnumerable<(string Name, Func<double> Get, Action<double> Set)> ListSettings() =>
    [
        .. base.ListSettings(),
        ("beta1", () => Betas.Item1, value => Betas = (value, Betas.Item2)),
        ("beta2", () => Betas.Item2, value => Betas = (Betas.Item1, value)),
    ];

    internal void CompleteWith(AdamDefaults defaults)
    {
        CompleteWith(defaults.Rate, defaults.Decay);
        betas = (betas.Item1 ?? defaults.Beta1, betas.Item2 ?? defaults.Beta2);
        eps ??= defaults.Eps;
        amsgrad ??= defaults.Amsgrad;
        maximize ??= defaults.Maximize;
        var (beta1, beta2) = Betas;
        Check.Fraction(beta1);
        Check.Fraction(beta2);
        Check.NotNegative(Eps);
    }

    /// <summary>θ ← θ - lr / (1 - β₁ᵗ) · mean / (√(square / (1 - β₂ᵗ)) + eps).</summary>
    /// <param name="decayed">Whether weight decay is in the gradient (Adam), or was taken from the weights before (AdamW).</param>
    internal void Step(bool decayed)
    {
        var active = Active;
        var (weights, slopes) = (Weights, Arg.Tensors(Slopes));
        States[0].Begin(active, Parameters);
        States[1].Begin(active, Parameters);
        var (means, squares) = (Arg.Tensors(States[0].Pick(active)), Arg.Tensors(States[1].Pick(active)));
        if (Maximize)
        {
            Foreach.Neg.CallInto(Slopes, slopes);
        }

        Count(active);
        if (decayed && WeightDecay != 0)
        {
            Foreach.AddList.CallInto(Slopes, slopes, weights, WeightDecay);
        }

        var decay = decayed ? 1 : 1 - (LearningRate * WeightDecay);
        if (!Amsgrad && Fused.Adam.CallScalar(weights, slopes, means, squares, decay, Betas.Item1, Betas.Item2, Eps, corrections, sizes).ToBoolean())
        {
            return;
        }

        // Elsewhere than on a CPU, and for other types: the same step, operator by operator.
        if (decay != 1)
        {
            Foreach.MulScalarInPlace.Run(weights, decay);
        }

        Foreach.MulScalarInPlace.Run(means, Betas.Item1);
        Foreach.AddListInPlace.Run(means, slopes, 1 - Betas.Item1);
        Foreach.MulScalarInPlace.Run(squares, Betas.Item2);
        Foreach.AddcmulScalarInPlace.Run(squares, slopes, slopes, 1 - Betas.Item2);
        if (Amsgrad)
        {
            States[2].Begin(active, Parameters);
            var largest = Arg.Tensors(States[2].Pick(active));
            ForeachMaximum.InPlace.Run(largest, squares);
            squares = largest;
        }

        try
        {
            Foreach.Sqrt.CallInto(roots, squares);
            Foreach.DivScalarListInPlace.Run(Arg.Tensors(roots), corrections);
            Foreach.AddScalarInPlace.Run(Arg.Tensors(roots), Eps);
            Foreach.AddcdivScalarListInPlace.Run(weights, means, Arg.Tensors(roots), sizes);
        }
        finally
        {
            roots.Clear();
        }
    }

    /// <summary>Counts the step, and what the means' slow start makes of it: each parameter has a count of its own.</summary>
    private void Count(ReadOnlySpan<int> active)
    {
        if (corrections.Length != active.Length)
        {
            (corrections, sizes) = (new double[active.Length], new double[active.Length]);
        }

        for (var i = 0; i < active.Length; i++)
        {
            var step = ++Steps[active[i]];
            corrections[i] = Math.Sqrt(1 - Math.Pow(Betas.Item2, step));
            sizes[i] = LearningRate / (1 - Math.Pow(Betas.Item1, step)) * -1;
        }
    }
}
