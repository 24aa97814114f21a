namespace Reproducible.Torch;

public static partial class torch
{
    /// <summary>Types of a tensor's elements, by libtorch's numbers.</summary>
    public enum ScalarType
    {
        /// <summary>8 bits without sign.</summary>
        Byte = 0,

        /// <summary>8 bits with sign.</summary>
        Int8 = 1,

        /// <summary>16 bits with sign.</summary>
        Int16 = 2,

        /// <summary>32 bits with sign.</summary>
        Int32 = 3,

        /// <summary>64 bits with sign.</summary>
        Int64 = 4,

        /// <summary>IEEE half: 5 bits of exponent, 10 of fraction.</summary>
        Float16 = 5,

        /// <summary>IEEE single.</summary>
        Float32 = 6,

        /// <summary>IEEE double.</summary>
        Float64 = 7,

        /// <summary>Two IEEE halves.</summary>
        ComplexFloat16 = 8,

        /// <summary>Two IEEE singles.</summary>
        ComplexFloat32 = 9,

        /// <summary>Two IEEE doubles.</summary>
        ComplexFloat64 = 10,

        /// <summary>A byte, 0 or 1.</summary>
        Bool = 11,

        /// <summary>The upper half of an IEEE single: 8 bits of exponent, 7 of fraction.</summary>
        BFloat16 = 15,
    }

    /// <summary>8 bits without sign.</summary>
    public const ScalarType uint8 = ScalarType.Byte;

    /// <summary>8 bits with sign.</summary>
    public const ScalarType int8 = ScalarType.Int8;

    /// <summary>16 bits with sign.</summary>
    public const ScalarType int16 = ScalarType.Int16;

    /// <summary>32 bits with sign.</summary>
    public const ScalarType int32 = ScalarType.Int32;

    /// <summary>64 bits with sign.</summary>
    public const ScalarType int64 = ScalarType.Int64;

    /// <summary>IEEE half.</summary>
    public const ScalarType float16 = ScalarType.Float16;

    /// <summary>IEEE half.</summary>
    public const ScalarType half = ScalarType.Float16;

    /// <summary>The upper half of an IEEE single.</summary>
    public const ScalarType bfloat16 = ScalarType.BFloat16;

    /// <summary>IEEE single.</summary>
    public const ScalarType float32 = ScalarType.Float32;

    /// <summary>IEEE double.</summary>
    public const ScalarType float64 = ScalarType.Float64;

    /// <summary>Truth values.</summary>
    public const ScalarType @bool = ScalarType.Bool;
}
