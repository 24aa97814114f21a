using System.Runtime.InteropServices;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch;

/// <summary>Which C# type holds an element of which libtorch type.</summary>
internal static class ElementTypes
{
    internal static ScalarType Of<T>()
        where T : unmanaged => TryOf<T>() ?? throw new ArgumentException($"No tensor holds {typeof(T).Name}. There are: {Names}.");

    internal static bool Matches<T>(ScalarType type)
        where T : unmanaged => TryOf<T>() == type || (typeof(T) == typeof(ushort) && type is ScalarType.BFloat16 or ScalarType.Float16);

    /// <summary>Bytes of one element; null for a number that is no known type's.</summary>
    internal static int? SizeOf(ScalarType type) => type switch
    {
        ScalarType.Byte or ScalarType.Int8 or ScalarType.Bool => 1,
        ScalarType.Int16 or ScalarType.Float16 or ScalarType.BFloat16 => 2,
        ScalarType.Int32 or ScalarType.Float32 or ScalarType.ComplexFloat16 => 4,
        ScalarType.Int64 or ScalarType.Float64 or ScalarType.ComplexFloat32 => 8,
        ScalarType.ComplexFloat64 => 16,
        _ => null,
    };

    /// <summary>Elements as bytes, for types that have the same bytes in libtorch.</summary>
    internal static ReadOnlySpan<byte> Bytes<T>(ReadOnlySpan<T> elements)
        where T : unmanaged => MemoryMarshal.AsBytes(elements);

    private const string Names = "byte, sbyte, short, int, long, Half, float, double, bool";

    private static ScalarType? TryOf<T>()
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            return ScalarType.Float32;
        }

        if (typeof(T) == typeof(long))
        {
            return ScalarType.Int64;
        }

        return default(T) switch
        {
            byte => ScalarType.Byte,
            sbyte => ScalarType.Int8,
            short => ScalarType.Int16,
            int => ScalarType.Int32,
            double => ScalarType.Float64,
            Half => ScalarType.Float16,
            bool => ScalarType.Bool,
            _ => null,
        };
    }
}
