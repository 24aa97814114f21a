using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>The tensors of a network, its objective and its optimizer under one roof.</summary>
internal sealed class Learning : ILearning
{
    private const string Memory = "optimizer.";
    private const string Objective = "objective.log_variances";

    private readonly Network network;
    private readonly optim.Optimizer optimizer;
    private readonly Tensor? learned;

    /// <param name="learned">Weights of the loss that learn along; null: none.</param>
    public Learning(Network network, optim.Optimizer optimizer, Tensor? learned)
    {
        (this.network, this.optimizer, this.learned) = (network, optimizer, learned);
        Changing = [.. network.Changing, .. learned is null ? Array.Empty<string>() : [Objective]];
        var own = Own.ToDictionary();
        ChangingTensors = [.. Changing.Select(name => own[name])];
    }

    /// <inheritdoc/>
    public IReadOnlyDictionary<string, Tensor> Tensors =>
        Own.Concat(optimizer.state_dict().Select(entry => KeyValuePair.Create($"{Memory}{entry.Key}", entry.Value))).ToDictionary();

    /// <inheritdoc/>
    public IReadOnlyList<string> Changing { get; }

    /// <inheritdoc/>
    public IReadOnlyList<Tensor> ChangingTensors { get; }

    private IEnumerable<KeyValuePair<string, Tensor>> Own => WeightsOf(network, learned);

    /// <summary>Weights and buffers, and what the loss learned: a run's result.</summary>
    public static IEnumerable<KeyValuePair<string, Tensor>> WeightsOf(Network network, Tensor? learned) =>
        network.State.Concat(learned is null ? [] : [KeyValuePair.Create(Objective, learned)]);

    /// <inheritdoc/>
    public void VisitMemory(Action<double> number, Action<Tensor> tensor) => optimizer.visit_state(number, tensor);

    /// <inheritdoc/>
    public void Restore(IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var scope = NewDisposeScope();
        using var plain = no_grad();
        var own = Own.ToList();
        if (own.Where(entry => !Fits(entry.Value, tensors.GetValueOrDefault(entry.Key))).Select(entry => entry.Key).FirstOrDefault() is { } misfit)
        {
            // Before any is touched, so that the run can still start anew.
            throw new ReproducibleException($"The checkpoint has no '{misfit}' of the run's type and shape.", "It is not used.");
        }

        foreach (var (name, live) in own)
        {
            live.copy_(tensors[name]);
        }

        optimizer.load_state_dict(tensors.Where(entry => entry.Key.StartsWith(Memory, StringComparison.Ordinal)).ToDictionary(entry => entry.Key[Memory.Length..], entry => entry.Value));
    }

    private static bool Fits(Tensor live, Tensor? kept) => kept is not null && kept.dtype == live.dtype && kept.shape.SequenceEqual(live.shape);
}
