using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Interop;

/// <summary>One argument of an <see cref="Operator"/>: a tag, a reference and 64 bits. Made by implicit conversion, lives on the stack.</summary>
/// <remarks>C#'s null is libtorch's None. An array is read when the call is made and is not kept.</remarks>
public readonly struct Arg
{
    internal readonly object? Reference;
    internal readonly long Bits;
    internal readonly Tag Tag;

    private Arg(Tag tag, long bits, object? reference = null) => (Tag, Bits, Reference) = (tag, bits, reference);

    /// <summary>The value that the operator's schema gives.</summary>
    public static Arg Default => default;

    /// <summary>libtorch's None.</summary>
    public static Arg None => new(Tag.None, 0);

    /// <summary>How many 64-bit slots the elements of a list or the bytes of a text take up at the boundary.</summary>
    internal int Slots => Tag switch
    {
        Tag.IntList => ((long[])Reference!).Length,
        Tag.DoubleList => ((double[])Reference!).Length,
        Tag.BoolList => ((bool[])Reference!).Length,
        Tag.TensorList => Reference is HandleList handles ? handles.Count : ((IReadOnlyList<Tensor?>)Reference!).Count,
        // A UTF-16 unit is at most three bytes of UTF-8.
        Tag.String => ((((string)Reference!).Length * 3) + 7) / 8,
        _ => 0,
    };

    /// <summary>A tensor, or None.</summary>
    public static implicit operator Arg(Tensor? value) => value is null ? None : new(Tag.Tensor, 0, value);

    /// <summary>A whole number; to a list of fixed length, that many times.</summary>
    public static implicit operator Arg(long value) => new(Tag.Int, value);

    /// <summary>A whole number; to a list of fixed length, that many times.</summary>
    public static implicit operator Arg(int value) => new(Tag.Int, value);

    /// <summary>A whole number, or None.</summary>
    public static implicit operator Arg(long? value) => value is { } number ? number : None;

    /// <summary>A real number.</summary>
    public static implicit operator Arg(double value) => new(Tag.Double, BitConverter.DoubleToInt64Bits(value));

    /// <summary>A real number, or None.</summary>
    public static implicit operator Arg(double? value) => value is { } number ? number : None;

    /// <summary>A truth value.</summary>
    public static implicit operator Arg(bool value) => new(Tag.Bool, value ? 1 : 0);

    /// <summary>A truth value, or None.</summary>
    public static implicit operator Arg(bool? value) => value is { } truth ? truth : None;

    /// <summary>A number of the kind it is.</summary>
    public static implicit operator Arg(Scalar value) => new(value.Tag, value.Bits);

    /// <summary>A number of the kind it is, or None.</summary>
    public static implicit operator Arg(Scalar? value) => value is { } number ? number : None;

    /// <summary>A text, or None.</summary>
    public static implicit operator Arg(string? value) => value is null ? None : new(Tag.String, 0, value);

    /// <summary>Whole numbers, or None.</summary>
    public static implicit operator Arg(long[]? value) => value is null ? None : new(Tag.IntList, 0, value);

    /// <summary>Two whole numbers below 2³¹, such as a kernel's height and width.</summary>
    public static implicit operator Arg((long First, long Second) value) =>
        new(Tag.IntPair, (uint)checked((int)value.First) | ((long)checked((int)value.Second) << 32));

    /// <summary>Real numbers, or None.</summary>
    public static implicit operator Arg(double[]? value) => value is null ? None : new(Tag.DoubleList, 0, value);

    /// <summary>Truth values, or None.</summary>
    public static implicit operator Arg(bool[]? value) => value is null ? None : new(Tag.BoolList, 0, value);

    /// <summary>Tensors; null stands for None in a list that takes it.</summary>
    public static implicit operator Arg(Tensor?[] value) => Tensors(value);

    /// <summary>Tensors.</summary>
    public static implicit operator Arg(List<Tensor> value) => Tensors(value);

    /// <summary>A type of elements, by its number.</summary>
    public static implicit operator Arg(ScalarType value) => new(Tag.Int, (int)value);

    /// <summary>A type of elements, or None.</summary>
    public static implicit operator Arg(ScalarType? value) => value is { } type ? type : None;

    /// <summary>An order of elements in memory, by its number.</summary>
    public static implicit operator Arg(MemoryFormat value) => new(Tag.Int, (int)value);

    /// <summary>An order of elements in memory, or None.</summary>
    public static implicit operator Arg(MemoryFormat? value) => value is { } format ? format : None;

    /// <summary>A device, or None.</summary>
    public static implicit operator Arg(Device? value) => value is null ? None : new(Tag.Device, ((long)value.type << 32) | (uint)value.index);

    /// <summary>A generator of random numbers, or None for the device's own.</summary>
    public static implicit operator Arg(Generator? value) => value is null ? None : new(Tag.Generator, 0, value);

    /// <summary>Tensors without objects of their own; each place holds one.</summary>
    internal static Arg Tensors(HandleList value) => new(Tag.TensorList, 0, value);

    /// <summary>Tensors in any list; null stands for None where the operator takes it.</summary>
    public static Arg Tensors(IReadOnlyList<Tensor?> value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(Tag.TensorList, 0, value);
    }
}
