using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Interop;

/// <summary>One operator of libtorch, called through its dispatcher. The only way tensors are computed with.</summary>
/// <param name="schema">The full schema the calls are written for, such as <c>aten::relu(Tensor self) -&gt; Tensor</c>.
/// On first use libtorch's own is held against it: names, types and results must agree; more arguments are fine if they have defaults.</param>
/// <remarks>Arguments come in the schema's order; those left out at the end take the schema's defaults, as does <see cref="Arg.Default"/>.
/// A call allocates nothing but its results.</remarks>
public sealed unsafe class Operator(string schema)
{
    private nint handle;
    private int resultCount;

    /// <summary>The schema the calls are written for.</summary>
    public string Schema { get; } = schema;

    /// <summary>Name and overload, such as <c>aten::add.Tensor</c>.</summary>
    public string Name { get; } = schema[..schema.IndexOf('(', StringComparison.Ordinal)];

    /// <summary>Finds the operator in the loaded libtorch and returns libtorch's schema.</summary>
    /// <exception cref="TorchException">It is not there, or it can't be called as <see cref="Schema"/> says.</exception>
    public string Resolve() => Marshal.PtrToStringUTF8(Native.OperatorSchema(Handle()))!;

    /// <summary>Calls an operator with one tensor as its result.</summary>
    /// <exception cref="TorchException">libtorch refused; its words.</exception>
    public Tensor Call(params ReadOnlySpan<Arg> arguments)
    {
        NativeValue result;
        Invoke(arguments, &result, 1);
        return TensorOf(result);
    }

    /// <summary>Calls an operator for its effect and drops its results: in-place operators return what they were given.</summary>
    /// <exception cref="TorchException">libtorch refused; its words.</exception>
    public void Run(params ReadOnlySpan<Arg> arguments) => Invoke(arguments, null, 0);

    /// <summary>Calls an operator with two tensors as its results.</summary>
    /// <exception cref="TorchException">libtorch refused; its words.</exception>
    public (Tensor First, Tensor Second) CallTwo(params ReadOnlySpan<Arg> arguments)
    {
        var results = stackalloc NativeValue[2];
        Invoke(arguments, results, 2);
        return (TensorOf(results[0]), TensorOf(results[1]));
    }

    /// <summary>Calls an operator with three tensors as its results.</summary>
    /// <exception cref="TorchException">libtorch refused; its words.</exception>
    public (Tensor First, Tensor Second, Tensor Third) CallThree(params ReadOnlySpan<Arg> arguments)
    {
        var results = stackalloc NativeValue[3];
        Invoke(arguments, results, 3);
        return (TensorOf(results[0]), TensorOf(results[1]), TensorOf(results[2]));
    }

    /// <summary>Calls an operator whose result is a list of tensors.</summary>
    /// <exception cref="TorchException">libtorch refused; its words.</exception>
    public Tensor[] CallList(params ReadOnlySpan<Arg> arguments)
    {
        NativeValue result;
        Invoke(arguments, &result, 1);
        Expect(result, Tag.TensorList);
        var handles = new ReadOnlySpan<nint>((void*)result.Bits, result.Count);
        var tensors = new Tensor[handles.Length];
        for (var i = 0; i < tensors.Length; i++)
        {
            tensors[i] = new Tensor(handles[i]);
        }

        Native.Free((nint)result.Bits);
        return tensors;
    }

    /// <summary>Calls an operator whose result is a list of tensors, and puts them into a list that is used again: no object a tensor.</summary>
    /// <exception cref="TorchException">libtorch refused; its words.</exception>
    internal void CallInto(HandleList target, params ReadOnlySpan<Arg> arguments)
    {
        NativeValue result;
        Invoke(arguments, &result, 1);
        Expect(result, Tag.TensorList);
        target.Take(new ReadOnlySpan<nint>((void*)result.Bits, result.Count));
        Native.Free((nint)result.Bits);
    }

    /// <summary>Calls an operator whose result is a number or a truth value.</summary>
    /// <exception cref="TorchException">libtorch refused; its words.</exception>
    public Scalar CallScalar(params ReadOnlySpan<Arg> arguments)
    {
        NativeValue result;
        Invoke(arguments, &result, 1);
        return result.Tag is Tag.Int or Tag.Double or Tag.Bool ? new(result.Tag, result.Bits) : throw Unexpected(result, Tag.Double);
    }

    private void Invoke(ReadOnlySpan<Arg> arguments, NativeValue* results, int count)
    {
        var op = Handle();
        if (count != 0 && count != resultCount)
        {
            throw new ArgumentException($"{Name} has {resultCount} results, {count} were asked for; the operator is {Schema}");
        }

        var slotCount = 0;
        foreach (ref readonly var argument in arguments)
        {
            slotCount += argument.Slots;
        }

        // Lists longer than the stack should bear go to the heap: a thousand tensors, not the shapes and strides of every call.
        var values = stackalloc NativeValue[arguments.Length];
        var onStack = slotCount <= 1024;
        var slots = stackalloc long[onStack ? slotCount : 0];
        var onHeap = onStack ? null : GC.AllocateUninitializedArray<long>(slotCount, pinned: true);
        Lowering.Lower(arguments, values, onStack ? slots : (long*)Unsafe.AsPointer(ref onHeap![0]));
        Native.Check(Native.Call(op, values, arguments.Length, results, count), Name);
        foreach (ref readonly var argument in arguments)
        {
            GC.KeepAlive(argument.Reference);
        }

        GC.KeepAlive(onHeap);
    }

    private nint Handle()
    {
        if (handle == 0)
        {
            Native.Check(Native.OperatorFind(Schema, out var found, out _, out resultCount), Name);
            Volatile.Write(ref handle, found);
        }

        return handle;
    }

    private Tensor TensorOf(in NativeValue value)
    {
        Expect(value, Tag.Tensor);
        return value.Bits != 0 ? new Tensor((nint)value.Bits) : throw new TorchException(Name, $"gave no tensor where {Schema} promises one");
    }

    private void Expect(in NativeValue value, Tag expected)
    {
        if (value.Tag != expected)
        {
            throw Unexpected(value, expected);
        }
    }

    private TorchException Unexpected(in NativeValue value, Tag expected)
    {
        // Nobody will own what came instead.
        var handles = value.Tag switch
        {
            Tag.Tensor => [(nint)value.Bits],
            Tag.TensorList => new ReadOnlySpan<nint>((void*)value.Bits, value.Count).ToArray(),
            _ => Array.Empty<nint>(),
        };
        foreach (var handle in handles)
        {
            Native.TensorFree(handle);
        }

        Native.Free(value.Tag == Tag.TensorList ? (nint)value.Bits : 0);
        return new(Name, $"gave {value.Tag}, expected {expected}; the operator is {Schema}");
    }
}
