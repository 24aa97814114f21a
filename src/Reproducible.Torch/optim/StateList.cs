using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary>One thing an optimizer remembers, for each parameter of a group; null before the parameter's first step.</summary>
internal sealed class StateList(string name, int count) : IDisposable
{
    private readonly TensorPicks picks = new();

    internal string Name => name;

    internal Tensor?[] Tensors { get; } = new Tensor?[count];

    internal IReadOnlyList<Tensor> Pick(ReadOnlySpan<int> places) => picks.Pick(Tensors, places);

    /// <summary>Gives the parameters that take their first step a state.</summary>
    internal void Begin(ReadOnlySpan<int> places, IReadOnlyList<Parameter> parameters)
    {
        foreach (var place in places)
        {
            Tensors[place] ??= zeros_like(parameters[place]).DetachFromDisposeScope();
        }
    }

    public void Dispose()
    {
        foreach (var tensor in Tensors)
        {
            tensor?.Dispose();
        }

        Array.Clear(Tensors);
    }
}
