using Reproducible.Statistics;

namespace Reproducible.Recording.Report;

/// <summary>Numbers as people read them, rounded by <see cref="Rounding"/>: the same on the page and in markdown.</summary>
internal static class Figure
{
    /// <summary>A share as percent: <c>94.9 ± 0.4</c>; without ± for a single seed; empty where there is none.</summary>
    /// <param name="examples">Examples behind one value.</param>
    public static string Percent(Interval? share, int examples) =>
        share is null ? "" : With(share, 100, Math.Max(0, Rounding.Places(share, 100, examples)), signed: false);

    /// <summary>A gain in points: <c>+0.7 ± 0.4</c>.</summary>
    public static string Points(Interval? gain, int examples) =>
        gain is null ? "" : With(gain, 100, Math.Max(0, Rounding.PlacesOfGain(gain, examples)), signed: true);

    /// <summary>One run's share as percent: <c>94.90</c>.</summary>
    public static string Percent(double? share, int examples) => share is { } value ? Rounding.Text(value * 100, Rounding.PlacesOfOne(examples)) : "";

    /// <summary>One run's gain in points: <c>+0.65</c>.</summary>
    public static string Points(double? gain, int examples) => gain is { } value ? Rounding.Text(value * 100, Rounding.PlacesOfOne(examples), signed: true) : "";

    /// <summary>Seconds, or another amount: <c>2.89 ± 0.17</c>.</summary>
    public static string Amount(Interval? amount) => amount is null ? "" : With(amount, 1, Rounding.Places(amount, 1, examples: 0), signed: false);

    /// <summary>One amount, to three digits: <c>2.89</c>, <c>1,230</c>.</summary>
    public static string Amount(double amount) => Rounding.Text(amount, Rounding.PlacesOfDigits(amount, 3));

    /// <summary>A count, whole: <c>16,234</c>.</summary>
    public static string Count(long count) => Rounding.Text(count, 0);

    /// <summary>So many of a thing: <c>1 run</c>, <c>16,234 runs</c>.</summary>
    public static string Count(long count, string thing) => $"{Count(count)} {thing}{(count == 1 ? "" : "s")}";

    /// <summary>Bytes as MB (10⁶), to three digits; empty where they are not known.</summary>
    public static string Megabytes(long bytes) => bytes > 0 ? Amount(bytes / 1e6) : "";

    private static string With(Interval interval, double scale, int places, bool signed)
    {
        var mean = Rounding.Text(interval.Mean * scale, places, signed);

        return Rounding.HalfOf(interval) is { } half ? $"{mean} ± {Rounding.Text(half * scale, places)}" : mean;
    }
}
