using System.Runtime.InteropServices;
using Reproducible.Traces;
using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>Hashes of all that training changes: one a weight or buffer, and one of the optimizer's memory.</summary>
internal sealed class WeightHashes
{
    private const string Optimizer = "optimizer";

    private readonly ILearning learning;
    private readonly IReadOnlyList<Tensor> tensors;
    private readonly List<ulong> memory = [];
    private readonly ulong[] hashes;
    private readonly Action<string, double> number;
    private readonly Action<string, Tensor> tensor;

    /// <param name="learning">Its tensors change in place; they stay its own.</param>
    public WeightHashes(ILearning learning)
    {
        this.learning = learning;
        Names = [.. learning.Changing, Optimizer];
        tensors = learning.ChangingTensors;
        hashes = new ulong[Names.Count];
        number = (_, value) => memory.Add(TraceDigest.OfTensor(MemoryMarshal.AsBytes(new ReadOnlySpan<double>(in value))));
        tensor = (_, value) => memory.Add(Of(value));
    }

    /// <summary>What each hash is of.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>As things stand now, in the order of <see cref="Names"/>; good until the next call.</summary>
    public ReadOnlySpan<ulong> Now()
    {
        using var scope = NewDisposeScope();
        using var plain = no_grad();
        for (var place = 0; place < tensors.Count; place++)
        {
            hashes[place] = Of(tensors[place]);
        }

        // The optimizer's memory appears with the first step, so it has one hash for all of it.
        memory.Clear();
        learning.VisitMemory(number, tensor);
        hashes[^1] = TraceDigest.OfTensor(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(memory)));

        return hashes;
    }

    // In the order of the dimensions, however they lie in memory.
    private static ulong Of(Tensor tensor)
    {
        var near = tensor.device_type == Torch.DeviceType.CPU ? tensor : tensor.detach().cpu();
        using var bytes = (near.is_contiguous() ? near : near.detach().contiguous()).bytes;

        return TraceDigest.OfTensor(bytes);
    }
}
