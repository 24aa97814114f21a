namespace Reproducible.Torch;

/// <summary>Numbers as <see cref="Scalar"/>, spelled out where an implicit conversion does not apply.</summary>
public static class ScalarExtensions
{
    /// <summary>A whole number.</summary>
    public static Scalar ToScalar(this int value) => value;

    /// <summary>A whole number.</summary>
    public static Scalar ToScalar(this long value) => value;

    /// <summary>A real number.</summary>
    public static Scalar ToScalar(this float value) => value;

    /// <summary>A real number.</summary>
    public static Scalar ToScalar(this double value) => value;

    /// <summary>A truth value.</summary>
    public static Scalar ToScalar(this bool value) => value;
}
