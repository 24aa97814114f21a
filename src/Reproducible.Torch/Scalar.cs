using Reproducible.Torch.Interop;

namespace Reproducible.Torch;

/// <summary>One number of a kind that libtorch tells apart: a whole number, a real number, or a truth value.</summary>
public readonly struct Scalar
{
    internal Scalar(Tag tag, long bits) => (Tag, Bits) = (tag, bits);

    internal Tag Tag { get; }

    internal long Bits { get; }

    /// <summary>A whole number.</summary>
    public static implicit operator Scalar(long value) => new(Tag.Int, value);

    /// <summary>A whole number.</summary>
    public static implicit operator Scalar(int value) => new(Tag.Int, value);

    /// <summary>A real number.</summary>
    public static implicit operator Scalar(double value) => new(Tag.Double, BitConverter.DoubleToInt64Bits(value));

    /// <summary>A real number.</summary>
    public static implicit operator Scalar(float value) => (double)value;

    /// <summary>A truth value.</summary>
    public static implicit operator Scalar(bool value) => new(Tag.Bool, value ? 1 : 0);

    /// <summary>The value as a real number; true is 1.</summary>
    public double ToDouble() => Tag == Tag.Double ? BitConverter.Int64BitsToDouble(Bits) : Bits;

    /// <summary>The value as a whole number, cut towards zero.</summary>
    /// <exception cref="OverflowException">The value is no number, or larger than 64 bits hold.</exception>
    public long ToInt64() => Tag == Tag.Double ? checked((long)BitConverter.Int64BitsToDouble(Bits)) : Bits;

    /// <summary>False for zero alone.</summary>
    public bool ToBoolean() => ToDouble() != 0;
}
