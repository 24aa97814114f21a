using System.Runtime.CompilerServices;
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
    private readonly Action<double> addNumber;
    private readonly Action<Tensor> addTensor;

    // Of the optimizer's numbers, in their order: settings stay what they were the time before, counts of steps are those of the weight before.
    private readonly List<(long Bits, ulong Hash)> numbers = [];
    private int number;

    /// <param name="learning">Its tensors change in place; they stay its own.</param>
    public WeightHashes(ILearning learning)
    {
        this.learning = learning;
        Names = [.. learning.Changing, Optimizer];
        tensors = learning.ChangingTensors;
        hashes = new ulong[Names.Count];
        addNumber = Add;
        addTensor = Add;
    }

    /// <summary>What each hash is of.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>As things stand now, in the order of <see cref="Names"/>; good until the next call.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public ReadOnlySpan<ulong> Now()
    {
        for (var place = 0; place < tensors.Count; place++)
        {
            hashes[place] = Of(tensors[place]);
        }

        // The optimizer's memory appears with the first step, so it has one hash for all of it.
        memory.Clear();
        number = 0;
        learning.VisitMemory(addNumber, addTensor);
        hashes[^1] = TraceDigest.OfTensor(MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(memory)));

        return hashes;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(double value) => memory.Add(Of(value));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(Tensor value) => memory.Add(Of(value));

    // In the order of the dimensions, however they lie in memory.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static ulong Of(Tensor tensor)
    {
        if (tensor.TryGetBytes(out var there))
        {
            using (there)
            {
                return TraceDigest.OfTensor(there);
            }
        }

        using var scope = NewDisposeScope();
        using var plain = no_grad();
        using var bytes = tensor.detach().cpu().contiguous().bytes;

        return TraceDigest.OfTensor(bytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Of(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        if (number > 0 && numbers[number - 1].Bits == bits)
        {
            Keep(numbers[number - 1]);
        }
        else if (number == numbers.Count || numbers[number].Bits != bits)
        {
            Keep((bits, TraceDigest.OfTensor(MemoryMarshal.AsBytes(new ReadOnlySpan<double>(in value)))));
        }

        return numbers[number++].Hash;
    }

    private void Keep((long Bits, ulong Hash) hashed)
    {
        if (number == numbers.Count)
        {
            numbers.Add(hashed);
        }
        else
        {
            numbers[number] = hashed;
        }
    }
}
