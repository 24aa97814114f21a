using Reproducible.Torch.Interop;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary>Parameters that are learned with the same settings.</summary>
public abstract class ParamGroup : optim.ILearningRateController
{
    private readonly HandleList gradients = new();
    private (string Name, Func<double> Get, Action<double> Set)[]? settings;
    private double? initial;
    private double? rate;
    private double? decay;
    private int[] active = [];
    private int activeCount;

    private protected ParamGroup(IEnumerable<Parameter> parameters, double? lr, double? weight_decay, params string[] stateNames)
    {
        Parameters = [.. parameters];
        Steps = new double[Parameters.Count];
        (rate, decay) = (lr, weight_decay);
        States = [.. stateNames.Select(name => new StateList(name, Parameters.Count))];
    }

    public IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>0 or more; 0 leaves the parameters as they are.</summary>
    public double LearningRate
    {
        get => rate ?? 0;
        set => rate = value;
    }

    /// <inheritdoc/>
    public double InitialLearningRate
    {
        get => initial ??= LearningRate;
        set => initial = value;
    }

    /// <summary>The λ of λ/2·‖θ‖² (for AdamW of the shrinking by lr·λ); 0 is none, 1e-4 to 0.1 is usual.</summary>
    public double WeightDecay
    {
        get => decay ?? 0;
        set => decay = value;
    }

    /// <summary>How many steps each parameter has taken.</summary>
    internal double[] Steps { get; }

    /// <summary>One tensor a parameter for each thing that is remembered.</summary>
    internal StateList[] States { get; }

    /// <summary>Numbers that a state dict has beside the states.</summary>
    internal (string Name, Func<double> Get, Action<double> Set)[] Settings => settings ??= [.. ListSettings()];

    private protected virtual IEnumerable<(string Name, Func<double> Get, Action<double> Set)> ListSettings() =>
    [
        ("lr", () => LearningRate, value => LearningRate = value),
        ("initial_lr", () => InitialLearningRate, value => InitialLearningRate = value),
        ("weight_decay", () => WeightDecay, value => WeightDecay = value),
    ];

    /// <summary>Of the parameters that have a gradient in this step.</summary>
    private protected TensorPicks ActiveParameters { get; } = new();

    internal Arg Weights => Arg.Tensors(ActiveParameters.Pick(Parameters, Active));

    /// <summary>The gradients of those in <see cref="Active"/>.</summary>
    internal HandleList Slopes => gradients;

    /// <summary>Places, among <see cref="Parameters"/>, of those that have a gradient in this step.</summary>
    internal ReadOnlySpan<int> Active => active.AsSpan(0, activeCount);

    /// <summary>Looks which parameters have a gradient.</summary>
    /// <returns>How many.</returns>
    internal int CollectGradients()
    {
        if (active.Length == 0)
        {
            active = new int[Parameters.Count];
        }

        gradients.TakeGradients(Parameters);

        return activeCount = gradients.Pack(active);
    }

    /// <summary>Lets go of the references.</summary>
    internal void ForgetCollected() => gradients.Clear();

    internal void DisposeState()
    {
        foreach (var state in States)
        {
            state.Dispose();
        }
    }

    /// <summary>What the optimizer says holds where the group says nothing.</summary>
    internal void CompleteWith(double lr, double weight_decay)
    {
        rate ??= lr;
        decay ??= weight_decay;
        Check.NotNegative(LearningRate);
        Check.NotNegative(WeightDecay);
    }
}
