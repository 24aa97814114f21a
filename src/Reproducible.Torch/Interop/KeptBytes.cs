using System.Buffers;
using System.Runtime.CompilerServices;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Interop;

/// <summary>A tensor's bytes as memory that can be kept: looking at them again crosses no boundary.</summary>
/// <param name="owner">Contiguous, on the CPU; kept alive, and looked at no more once it is disposed of.</param>
internal sealed unsafe class KeptBytes(Tensor owner) : MemoryManager<byte>
{
    private readonly (nint Data, int Length) place = Of(owner);

    /// <exception cref="InvalidOperationException">The tensor was disposed of.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override Span<byte> GetSpan() => owner.Handle == 0 ? default : new((void*)place.Data, place.Length);

    /// <summary>Nothing moves a tensor's memory.</summary>
    public override MemoryHandle Pin(int elementIndex = 0)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)elementIndex, (uint)place.Length, nameof(elementIndex));
        return new((byte*)place.Data + elementIndex, pinnable: this);
    }

    /// <inheritdoc/>
    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
    }

    private static (nint Data, int Length) Of(Tensor owner)
    {
        var bytes = TensorMemory.Bytes(owner, "memory");
        fixed (byte* data = bytes)
        {
            return ((nint)data, bytes.Length);
        }
    }
}
