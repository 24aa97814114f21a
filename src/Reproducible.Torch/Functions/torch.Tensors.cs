using System.Runtime.InteropServices;
using Reproducible.Torch.Interop;
using Reproducible.Torch.Operators;

namespace Reproducible.Torch;

public static partial class torch
{
    /// <summary>A single number, of the type that C# has it in.</summary>
    public static Tensor tensor<T>(T scalar, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        where T : unmanaged => From([scalar], [], dtype, device, requires_grad);

    /// <summary>A copy of an array, in one dimension.</summary>
    public static Tensor tensor<T>(T[] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        where T : unmanaged => From<T>(rawArray, [NotNull(rawArray).Length], dtype, device, requires_grad);

    /// <summary>A copy of a list, in one dimension.</summary>
    public static Tensor tensor<T>(IReadOnlyList<T> rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        where T : unmanaged => tensor([.. NotNull(rawArray)], dtype, device, requires_grad);

    /// <summary>A copy of elements in row-major order.</summary>
    /// <param name="rawArray">As many elements as the dimensions' product.</param>
    /// <param name="dimensions">Length of each dimension.</param>
    /// <param name="dtype">Type to convert to; null is the array's.</param>
    /// <param name="device">Where to; null is the CPU.</param>
    /// <param name="requires_grad">Whether gradients gather here.</param>
    public static Tensor tensor<T>(T[] rawArray, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        where T : unmanaged => From<T>(NotNull(rawArray), dimensions, dtype, device, requires_grad);

    /// <summary>A copy of a table.</summary>
    public static Tensor tensor<T>(T[,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        where T : unmanaged => From<T>(Elements<T>(NotNull(rawArray)), [rawArray.GetLength(0), rawArray.GetLength(1)], dtype, device, requires_grad);

    /// <summary>A copy of a box of numbers.</summary>
    public static Tensor tensor<T>(T[,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        where T : unmanaged => From<T>(Elements<T>(NotNull(rawArray)), [rawArray.GetLength(0), rawArray.GetLength(1), rawArray.GetLength(2)], dtype, device, requires_grad);

    /// <summary>A copy of a box of numbers.</summary>
    public static Tensor tensor<T>(T[,,,] rawArray, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        where T : unmanaged => From<T>(Elements<T>(NotNull(rawArray)), [rawArray.GetLength(0), rawArray.GetLength(1), rawArray.GetLength(2), rawArray.GetLength(3)], dtype, device, requires_grad);

    /// <summary>A copy of elements in row-major order.</summary>
    /// <exception cref="ArgumentException">There are more or fewer elements than the dimensions' product.</exception>
    public static Tensor tensor<T>(ReadOnlySpan<T> elements, ReadOnlySpan<long> dimensions, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        where T : unmanaged => From(elements, dimensions, dtype, device, requires_grad);

    /// <summary>A copy of raw little-endian bytes, of any element type.</summary>
    /// <exception cref="ArgumentException">The bytes are not as many as type and dimensions ask for.</exception>
    public static Tensor from_bytes(ReadOnlySpan<byte> bytes, ReadOnlySpan<long> dimensions, ScalarType dtype, Device? device = null)
    {
        var elements = 1L;
        foreach (var length in dimensions)
        {
            elements = checked(elements * (length >= 0 ? length : throw new ArgumentException($"A dimension is {length} long; the dimensions are [{string.Join(", ", dimensions.ToArray())}].", nameof(dimensions))));
        }

        var expected = checked(elements * (ElementTypes.SizeOf(dtype) ?? throw new ArgumentException($"There is no element type {dtype}.", nameof(dtype))));
        if (bytes.Length != expected)
        {
            throw new ArgumentException($"{bytes.Length} bytes were given; {dtype} of [{string.Join(", ", dimensions.ToArray())}] has {expected}.", nameof(bytes));
        }

        var target = Creation.Empty.Call(dimensions.ToArray(), dtype, Arg.None, CPU);
        bytes.CopyTo(TensorMemory.Bytes(target, "tensor"));
        return device is null || device.type == DeviceType.CPU ? target : target.to(device, disposeAfter: true);
    }

    private static Tensor From<T>(ReadOnlySpan<T> elements, ReadOnlySpan<long> dimensions, ScalarType? dtype, Device? device, bool requires_grad)
        where T : unmanaged
    {
        var made = from_bytes(ElementTypes.Bytes(elements), dimensions, ElementTypes.Of<T>(), device);
        if (dtype is { } other && other != ElementTypes.Of<T>())
        {
            made = made.to(other, disposeAfter: true);
        }

        return Grad(made, requires_grad);
    }

    private static ReadOnlySpan<T> Elements<T>(Array array)
        where T : unmanaged => MemoryMarshal.CreateReadOnlySpan(ref System.Runtime.CompilerServices.Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(array)), array.Length);

    private static T NotNull<T>(T value)
        where T : class => value ?? throw new ArgumentNullException(nameof(value));
}
