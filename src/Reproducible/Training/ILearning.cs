using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>All tensors that a run's later steps depend on, while it trains.</summary>
internal interface ILearning
{
    /// <summary>Weights, buffers, and the optimizer's memory, live, by name. Settings and counts of the optimizer are copies, on the caller's scope.</summary>
    IReadOnlyDictionary<string, Tensor> Tensors { get; }

    /// <summary>Names in <see cref="Tensors"/> that training changes; the others keep their bits from the first step to the last.</summary>
    IReadOnlyList<string> Changing { get; }

    /// <summary>The live tensors of <see cref="Changing"/>, in its order.</summary>
    IReadOnlyList<Tensor> ChangingTensors { get; }

    /// <summary>The optimizer's memory in a fixed order: what <see cref="Tensors"/> has of it, without names, nor tensors of settings and counts.</summary>
    void VisitMemory(Action<double> number, Action<Tensor> tensor);

    /// <summary>Copies values into the live tensors.</summary>
    /// <exception cref="ReproducibleException">They are of another network or optimizer.</exception>
    void Restore(IReadOnlyDictionary<string, Tensor> tensors);
}
