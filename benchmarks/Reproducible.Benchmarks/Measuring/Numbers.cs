using System.Globalization;

namespace Reproducible.Benchmarks.Measuring;

/// <summary>Numbers as people read them.</summary>
internal static class Numbers
{
    /// <summary>About three digits that count, and no exponent: 0.0123, 0.988, 1.02, 23.4, 523, 12,345.</summary>
    public static string Text(double value) => value.ToString(Math.Abs(value) switch
    {
        0 => "0",
        < 0.1 => "0.0000",
        < 1 => "0.000",
        < 10 => "0.00",
        < 100 => "0.0",
        _ => "#,0",
    }, CultureInfo.InvariantCulture);

    /// <summary>A number that reads back as the same double.</summary>
    public static string Exact(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
