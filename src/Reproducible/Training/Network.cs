using Reproducible.Backbones;
using Reproducible.Strategies;
using Reproducible.Torch.Modules;
using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>A backbone with a linear head per task. Weights are named <c>backbone.STAGE…</c> and <c>heads.TASK…</c>. The caller disposes it.</summary>
internal sealed class Network : nn.Module
{
    private readonly nn.Module<Tensor, Tensor>[] stages;
    private readonly (string Task, nn.Module<Tensor, Tensor> Head)[] heads;
    private readonly nn.Module<Tensor, Tensor>[] frozen;

    /// <summary>Draws all weights from libtorch's default generator, backbone first: the same seed gives every strategy the same start.</summary>
    /// <param name="classes">How many classes each head tells apart, in the order of the strategy's heads.</param>
    public Network(Backbone backbone, Strategy strategy, int channels, IReadOnlyList<(string Task, int Classes)> classes) : base("Network")
    {
        stages = [.. backbone.Build(channels)];
        heads = [.. classes.Select(head => (head.Task, (nn.Module<Tensor, Tensor>)nn.Linear(backbone.Features, head.Classes)))];
        register_module("backbone", nn.ModuleList(stages));
        register_module("heads", nn.ModuleDict(heads));

        Weights = [.. named_parameters().Select(entry => (entry.parameter, Weight: Describe(entry.name)))
            .Select(entry => (entry.parameter, entry.Weight, strategy.Rate(entry.Weight)))];
        frozen = [.. stages.Where((_, stage) => Weights.Any(entry => entry.Weight.Stage == stage) && !Learns(stage))];
        FrozenPrefix = frozen.Length == 0 ? 0 : Enumerable.Range(0, stages.Length).TakeWhile(stage => !Learns(stage)).Count();
        foreach (var (parameter, _, _) in Weights.Where(entry => entry.Rate == 0))
        {
            parameter.requires_grad_(false);
        }
    }

    /// <summary>Every learnable tensor with the factor on its learning rate; 0 is frozen.</summary>
    public IReadOnlyList<(Parameter Parameter, Weight Weight, double Rate)> Weights { get; }

    /// <summary>How many stages, from the first, have no weight that learns: what they give for an image never changes.</summary>
    public int FrozenPrefix { get; }

    /// <summary>All weights and buffers by name; they stay this network's.</summary>
    public IReadOnlyDictionary<string, Tensor> State => state_dict();

    /// <summary>Weights and buffers of the stages that <see cref="FrozenPrefix"/> counts, by name; they stay this network's.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> PrefixState =>
        State.Where(entry => entry.Key.StartsWith("backbone.", StringComparison.Ordinal) && StageOf(entry.Key) < FrozenPrefix);

    /// <summary>Names of the weights and buffers that training changes; the others keep their bits.</summary>
    public IReadOnlyList<string> Changing =>
    [
        .. Weights.Where(entry => entry.Rate > 0).Select(entry => entry.Weight.Name),
        .. named_buffers().Select(entry => entry.name).Where(name => !frozen.Contains(stages[StageOf(name)])),
    ];

    /// <summary>Copies a source's backbone weights and normalisation statistics into this network; the source's heads stay behind.</summary>
    public void LoadBackbone(IReadOnlyDictionary<string, Tensor> source)
    {
        using var plain = no_grad();
        foreach (var (name, tensor) in State.Where(entry => entry.Key.StartsWith("backbone.", StringComparison.Ordinal)))
        {
            tensor.copy_(source.TryGetValue(name, out var value) ? value : throw new ReproducibleException(
                $"The source weights have no '{name}'; they have {string.Join(", ", source.Keys.Take(5))}, ….", "Delete the source run's folder in the store; it is then done again."));
        }
    }

    /// <summary>Sets training mode where weights learn, and evaluation mode where they are frozen, so that frozen normalisation keeps its statistics.</summary>
    public void SetTraining(bool training)
    {
        train(training);
        foreach (var stage in frozen)
        {
            stage.eval();
        }
    }

    /// <summary>What the frozen prefix makes of images, without a backward graph.</summary>
    /// <param name="images">[batch, channels, height, width]</param>
    public Tensor Prefix(Tensor images)
    {
        if (FrozenPrefix == 0)
        {
            return images;
        }

        // What lies between frozen stages is needed for nothing else.
        using var scope = NewDisposeScope();
        using var plain = no_grad();

        return stages[..FrozenPrefix].Aggregate(images, (value, stage) => stage.call(value)).MoveToOuterDisposeScope();
    }

    /// <summary>The logits of each head, in order, each [batch, classes].</summary>
    /// <param name="prefixed">What <see cref="Prefix"/> gave.</param>
    public IReadOnlyList<Tensor> Logits(Tensor prefixed)
    {
        var features = stages[FrozenPrefix..].Aggregate(prefixed, (value, stage) => stage.call(value));

        return [.. heads.Select(entry => entry.Head.call(features))];
    }

    private bool Learns(int stage) => Weights.Any(entry => entry.Weight.Stage == stage && entry.Rate > 0);

    private Weight Describe(string name) =>
        name.StartsWith("heads.", StringComparison.Ordinal) ? new(name, stages.Length, IsHead: true) : new(name, StageOf(name), IsHead: false);

    /// <summary>The number in <c>backbone.2.0.weight</c>.</summary>
    private static int StageOf(string name) => int.Parse(name.Split('.')[1], System.Globalization.CultureInfo.InvariantCulture);
}
