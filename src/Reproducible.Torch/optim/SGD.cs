using Reproducible.Torch.Interop;
using Reproducible.Torch.Operators;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary>Gradient descent: buffer ← momentum·buffer + (1 - dampening)·(gradient + weight_decay·θ); θ ← θ - lr·buffer.</summary>
/// <remarks>Source of Nesterov's form: Sutskever et al., ICML 2013. A parameter's first buffer is its first gradient, undampened, as in PyTorch.</remarks>
public sealed class SGD : optim.Optimizer
{
    private readonly (double Rate, double Momentum, double Dampening, double Decay, bool Nesterov, bool Maximize) defaults;

    /// <inheritdoc cref="optim.SGD(IEnumerable{Parameter}, double, double, double, double, bool, bool)"/>
    public SGD(IEnumerable<Parameter> parameters, double lr, double momentum = 0.0, double dampening = 0.0, double weight_decay = 0.0,
        bool nesterov = false, bool maximize = false)
        : this([new ParamGroup(parameters)], lr, momentum, dampening, weight_decay, nesterov, maximize)
    {
    }

    /// <inheritdoc cref="optim.SGD(IEnumerable{Parameter}, double, double, double, double, bool, bool)"/>
    public SGD(IEnumerable<ParamGroup> parameters, double lr, double momentum = 0.0, double dampening = 0.0, double weight_decay = 0.0,
        bool nesterov = false, bool maximize = false)
    {
        defaults = (lr, momentum, dampening, weight_decay, nesterov, maximize);
        foreach (var group in parameters)
        {
            add_param_group(group);
        }
    }

    private protected override void Complete(Modules.ParamGroup group)
    {
        if (group is not ParamGroup mine)
        {
            throw new ArgumentException($"A {group.GetType()} can't be learned by SGD; make an SGD.ParamGroup.", nameof(group));
        }

        mine.CompleteWith(defaults.Rate, defaults.Decay);
        mine.CompleteWith(defaults.Momentum, defaults.Dampening, defaults.Nesterov, defaults.Maximize);
    }

    private protected override void Update(Modules.ParamGroup group)
    {
        var mine = (ParamGroup)group;
        var weights = mine.Weights;
        var slopes = mine.Slopes;
        if (mine.Maximize)
        {
            Foreach.Neg.CallInto(slopes, Arg.Tensors(slopes));
        }

        if (mine.WeightDecay != 0)
        {
            Foreach.AddList.CallInto(slopes, Arg.Tensors(slopes), weights, mine.WeightDecay);
        }

        var direction = Arg.Tensors(slopes);
        if (mine.Momentum != 0)
        {
            direction = Remember(mine, slopes);
            if (mine.Nesterov)
            {
                Foreach.AddList.CallInto(slopes, Arg.Tensors(slopes), direction, mine.Momentum);
                direction = Arg.Tensors(slopes);
            }
        }

        Foreach.AddListInPlace.Run(weights, direction, -mine.LearningRate);
        foreach (var place in mine.Active)
        {
            mine.Steps[place]++;
        }
    }

    private static Arg Remember(ParamGroup group, HandleList slopes)
    {
        var state = group.States[0];
        var known = 0;
        foreach (var place in group.Active)
        {
            known += state.Tensors[place] is null ? 0 : 1;
        }

        if (known == group.Active.Length)
        {
            var buffers = Arg.Tensors(state.Pick(group.Active));
            Foreach.MulScalarInPlace.Run(buffers, group.Momentum);
            Foreach.AddListInPlace.Run(buffers, Arg.Tensors(slopes), 1 - group.Dampening);
            return buffers;
        }

        for (var i = 0; i < group.Active.Length; i++)
        {
            ref var buffer = ref state.Tensors[group.Active[i]];
            var slope = slopes.At(i);
            if (buffer is null)
            {
                buffer = slope.clone().DetachFromDisposeScope();
            }
            else
            {
                buffer.mul_(group.Momentum).add_(slope, 1 - group.Dampening);
            }
        }

        return Arg.Tensors(state.Pick(group.Active));
    }

    /// <summary>Parameters with settings of their own; what is null comes from the optimizer.</summary>
    public sealed class ParamGroup(IEnumerable<Parameter> parameters, double? lr = null, double? momentum = null, double? dampening = null,
        double? weight_decay = null, bool? nesterov = null, bool? maximize = null)
        : Modules.ParamGroup(parameters, lr, weight_decay, "momentum_buffer"), optim.IMomentum
    {
        private double? momentum = momentum;
        private double? dampening = dampening;
        private bool? nesterov = nesterov;
        private bool? maximize = maximize;

        /// <inheritdoc/>
        public double Momentum
        {
            get => momentum ?? 0;
            set => momentum = value;
        }

        /// <summary>How much of the gradient stays out of the buffer, 0 to 1; 0 is usual.</summary>
        public double Dampening
        {
            get => dampening ?? 0;
            set => dampening = value;
        }

        /// <summary>Look ahead: go by gradient + momentum·buffer.</summary>
        public bool Nesterov => nesterov ?? false;

        /// <summary>Climb, not descend.</summary>
        public bool Maximize => maximize ?? false;

        private protected override IEnumerable<(string Name, Func<double> Get, Action<double> Set)> ListSettings() =>
            [.. base.ListSettings(), ("momentum", () => Momentum, value => Momentum = value), ("dampening", () => Dampening, value => Dampening = value)];

        internal void CompleteWith(double momentum, double dampening, bool nesterov, bool maximize)
        {
            this.momentum ??= momentum;
            this.dampening ??= dampening;
            this.nesterov ??= nesterov;
            this.maximize ??= maximize;
            Check.NotNegative(Momentum);
            if (Nesterov && (Momentum <= 0 || Dampening != 0))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"Nesterov's momentum needs a momentum above 0 and no dampening; they are {Momentum} and {Dampening}."));
            }
        }
    }
}
