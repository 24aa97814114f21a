using System.Runtime.CompilerServices;
using Reproducible.Traces;
using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>The bytes of tensors that change in place, seen where they lie.</summary>
internal sealed class LiveBytes : IDisposable
{
    private readonly List<Tensor> views = [];
    private ReadOnlyMemory<byte>[] memories;

    /// <param name="tensors">Live: later changes are seen. They stay the caller's.</param>
    public LiveBytes(IReadOnlyList<Tensor> tensors)
    {
        using var scope = NewDisposeScope();
        using var plain = no_grad();
        Bytes = tensors.Sum(tensor => tensor.numel() * tensor.element_size());
        views.AddRange(tensors.Select(ViewOf).OfType<Tensor>().Select(view => view.DetachFromDisposeScope()));
        if (views.Count < tensors.Count)
        {
            Dispose();
        }

        memories = [.. views.Select(view => (ReadOnlyMemory<byte>)view.memory)];
    }

    /// <summary>Of all tensors together.</summary>
    public long Bytes { get; }

    /// <summary>CRC-32C over all, in order; 0 where one lies on another device, from which it would have to be fetched.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public uint Digest()
    {
        var digest = 0u;
        foreach (var memory in memories)
        {
            digest = TraceDigest.Of(memory.Span, digest);
        }

        return digest;
    }

    /// <summary>CRC-32C over a tensor's elements in order; 0 where it lies on another device, from which it would have to be fetched.</summary>
    public static uint DigestOf(Tensor tensor)
    {
        if (tensor.TryGetBytes(out var bytes))
        {
            using (bytes)
            {
                return TraceDigest.Of(bytes);
            }
        }

        if (tensor.device_type != Torch.DeviceType.CPU)
        {
            return 0;
        }

        using var plain = tensor.contiguous();
        using var copy = plain.bytes;

        return TraceDigest.Of(copy);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        views.ForEach(view => view.Dispose());
        views.Clear();
        memories = [];
    }

    // A weight in channels-last order has its elements without a gap too, in another order of the dimensions.
    private static Tensor? ViewOf(Tensor tensor) => tensor.device_type != Torch.DeviceType.CPU ? null
        : tensor.is_contiguous() ? tensor.detach()
        : tensor.is_contiguous(MemoryFormat.ChannelsLast) ? tensor.detach().permute(0, 2, 3, 1)
        : null;
}
