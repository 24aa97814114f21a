using static Reproducible.Torch.torch;

namespace Reproducible.Torch;

/// <summary>A view of a tensor's memory that holds on to the tensor: <c>using var bytes = tensor.bytes;</c>.</summary>
/// <remarks>The span it gives is good until the tensor is disposed of; held by <c>using</c>, the garbage collector can't take the tensor before.</remarks>
public readonly ref struct TensorBytes : IDisposable
{
    private readonly Tensor owner;

    internal TensorBytes(Tensor owner, Span<byte> span)
    {
        this.owner = owner;
        Span = span;
    }

    /// <summary>The elements' bytes in order, little-endian.</summary>
    public Span<byte> Span { get; }

    /// <summary>Number of bytes.</summary>
    public int Length => Span.Length;

    /// <summary>The elements' bytes in order. Whoever keeps the span keeps the tensor too.</summary>
    public static implicit operator ReadOnlySpan<byte>(TensorBytes bytes) => bytes.Span;

    /// <summary>The elements' bytes in order, to be written to. Whoever keeps the span keeps the tensor too.</summary>
    public static implicit operator Span<byte>(TensorBytes bytes) => bytes.Span;

    /// <summary>A copy that needs the tensor no longer.</summary>
    public byte[] ToArray()
    {
        var copy = Span.ToArray();
        Dispose();
        return copy;
    }

    /// <summary>Copies all bytes to the start of a span.</summary>
    public void CopyTo(Span<byte> destination)
    {
        Span.CopyTo(destination);
        Dispose();
    }

    /// <summary>Ends the hold on the tensor, which stays alive for whoever has it.</summary>
    public void Dispose() => GC.KeepAlive(owner);
}
