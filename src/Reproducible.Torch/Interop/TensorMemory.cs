using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Interop;

/// <summary>What reaches into a tensor's memory or hands lists of handles over.</summary>
internal static unsafe class TensorMemory
{
    /// <summary>Sizes, or strides, of a tensor with so many dimensions.</summary>
    internal static long[] Sizes(nint handle, int dimensions, bool strides)
    {
        var both = stackalloc long[2 * dimensions];
        Native.Check(Native.TensorSizes(handle, both, both + dimensions), strides ? "strides" : "shape");
        return new ReadOnlySpan<long>(strides ? both + dimensions : both, dimensions).ToArray();
    }

    /// <summary>One size alone, without an array for all.</summary>
    internal static long Size(nint handle, int dimensions, int dim)
    {
        var both = stackalloc long[2 * dimensions];
        Native.Check(Native.TensorSizes(handle, both, both + dimensions), "size");
        return both[dim];
    }

    /// <summary>The elements' bytes in order. The caller keeps the tensor alive while it looks at them.</summary>
    /// <exception cref="TorchException">The tensor is not contiguous memory of the CPU, or has 2 GB or more.</exception>
    internal static Span<byte> Bytes(Tensor tensor, string operation) => TryBytes(tensor, operation, out var bytes) ? bytes : throw OutOfReach(tensor, operation);

    /// <summary>The same, in one call across the boundary; false where the tensor is not contiguous memory of the CPU.</summary>
    /// <exception cref="TorchException">It has 2 GB or more.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)] // In each step of short runs, which are over before the runtime would find that.
    internal static bool TryBytes(Tensor tensor, string operation, out Span<byte> bytes)
    {
        Native.Check(Native.TensorBytes(tensor.Handle, out var data, out var count), operation);
        if (count > int.MaxValue)
        {
            throw new TorchException(operation, $"a span holds {int.MaxValue} bytes, the tensor has {count}; narrow it first");
        }

        bytes = new((void*)data, (int)Math.Max(count, 0));
        return count >= 0;
    }

    /// <summary>Writes a contiguous CPU tensor's bytes to a stream.</summary>
    internal static void Drain(Tensor tensor, Stream target) => InPieces(tensor, piece => target.Write(piece));

    /// <summary>Reads a contiguous CPU tensor's bytes from a stream.</summary>
    /// <exception cref="EndOfStreamException">There are too few.</exception>
    internal static void Fill(Tensor tensor, Stream source) => InPieces(tensor, piece => source.ReadExactly(piece));

    /// <summary>Frees the gradients of all.</summary>
    internal static void ForgetGradients(IReadOnlyList<Tensor> tensors)
    {
        var handles = stackalloc nint[tensors.Count];
        for (var i = 0; i < tensors.Count; i++)
        {
            handles[i] = tensors[i].Handle;
        }

        Native.Check(Native.TensorsForgetGrads(handles, tensors.Count), "zero_grad");
        GC.KeepAlive(tensors);
    }

    /// <summary>Back-propagates from one tensor into all leaves.</summary>
    internal static void Backward(Tensor root, Tensor? grad, bool retainGraph, bool createGraph)
    {
        var (first, second) = (root.Handle, grad?.Handle ?? 0);
        Native.Check(Native.Backward(&first, &second, 1, retainGraph ? 1 : 0, createGraph ? 1 : 0, null, 0), "backward");
        GC.KeepAlive(root);
        GC.KeepAlive(grad);
    }

    /// <summary>Back-propagates from roots into leaves, or into the named inputs alone.</summary>
    internal static void Backward(IReadOnlyList<Tensor> roots, IReadOnlyList<Tensor?>? grads, IReadOnlyList<Tensor> inputs, bool retainGraph, bool createGraph)
    {
        Span<nint> first = Handles(roots), second = grads is null ? new nint[roots.Count] : Handles(grads), third = Handles(inputs);
        fixed (nint* a = first, b = second, c = third)
        {
            Native.Check(Native.Backward(a, b, first.Length, retainGraph ? 1 : 0, createGraph ? 1 : 0, c, third.Length), "backward");
        }

        GC.KeepAlive(roots);
        GC.KeepAlive(grads);
        GC.KeepAlive(inputs);
    }

    /// <summary>Gradients of roots with respect to inputs; null where an input takes no part.</summary>
    internal static Tensor?[] Grad(IReadOnlyList<Tensor> roots, IReadOnlyList<Tensor?>? grads, IReadOnlyList<Tensor> inputs, bool retainGraph, bool createGraph, bool allowUnused)
    {
        Span<nint> first = Handles(roots), second = grads is null ? new nint[roots.Count] : Handles(grads), third = Handles(inputs), found = new nint[inputs.Count];
        fixed (nint* a = first, b = second, c = third, d = found)
        {
            Native.Check(Native.Grad(a, b, first.Length, c, third.Length, retainGraph ? 1 : 0, createGraph ? 1 : 0, allowUnused ? 1 : 0, d), "grad");
        }

        GC.KeepAlive(roots);
        GC.KeepAlive(grads);
        GC.KeepAlive(inputs);
        var tensors = new Tensor?[found.Length];
        for (var i = 0; i < found.Length; i++)
        {
            tensors[i] = found[i] == 0 ? null : new Tensor(found[i]);
        }

        return tensors;
    }

    /// <summary>A text that the shim allocated, freed here.</summary>
    internal static string TakeText(nint text)
    {
        var copy = Marshal.PtrToStringUTF8(text) ?? "";
        Native.Free(text);
        return copy;
    }

    // A span holds 2^31 bytes at most, a tensor more.
    private static void InPieces(Tensor tensor, Action<Span<byte>> use)
    {
        const int Piece = 1 << 30;
        var facts = tensor.Facts;
        Native.Check(Native.TensorData(tensor.Handle, out var data), "bytes");
        var left = facts.Elements * facts.ElementBytes;
        for (var next = (byte*)data; left > 0; next += Piece, left -= Piece)
        {
            use(new Span<byte>(next, (int)Math.Min(left, Piece)));
        }

        GC.KeepAlive(tensor);
    }

    private static TorchException OutOfReach(Tensor tensor, string operation)
    {
        if (!tensor.is_contiguous())
        {
            return new(operation, $"the elements of shape [{string.Join(", ", tensor.shape)}] with strides [{string.Join(", ", tensor.strides)}] do not lie in order; call contiguous() first");
        }

        // In order, but elsewhere: the shim's words say where.
        Native.Check(Native.TensorData(tensor.Handle, out _), operation);
        return new(operation, "the elements can't be reached");
    }

    private static nint[] Handles(IReadOnlyList<Tensor?> tensors)
    {
        var handles = new nint[tensors.Count];
        for (var i = 0; i < handles.Length; i++)
        {
            handles[i] = tensors[i]?.Handle ?? 0;
        }

        return handles;
    }
}
