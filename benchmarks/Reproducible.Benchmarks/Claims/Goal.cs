using Reproducible.Benchmarks.Measuring;

namespace Reproducible.Benchmarks.Claims;

/// <summary>Where a number shall lie.</summary>
/// <param name="Aim">What is hoped for beyond; null: nothing.</param>
internal sealed record Goal(bool IsLeast, double Bound, double? Aim = null)
{
    /// <summary>This much or more.</summary>
    public static Goal AtLeast(double bound, double? aim = null) => new(IsLeast: true, bound, aim);

    /// <summary>This much or less.</summary>
    public static Goal AtMost(double bound) => new(IsLeast: false, bound);

    /// <summary>Whether a number lies there; the bound does.</summary>
    public bool IsMetBy(double value) => IsLeast ? value >= Bound : value <= Bound;

    /// <inheritdoc/>
    public override string ToString() => $"{(IsLeast ? "≥" : "≤")} {Numbers.Text(Bound)}{(Aim is { } aim ? $", aim {Numbers.Text(aim)}" : "")}";
}
