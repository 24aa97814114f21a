using System.Globalization;
using Reproducible.Statistics;

namespace Reproducible.Recording.Report;

/// <summary>
/// How many decimals a number is printed with: those that its uncertainty supports, and no more.
/// <list type="number">
/// <item>A mean with an interval: two digits of the half width are kept, and the mean gets the same last place. 94.9021 ± 0.3904 is
/// 94.90 ± 0.39; 1234 ± 210 is 1,230 ± 210. Percents and points are never coarser than one: 67 ± 214.</item>
/// <item>A gain gets further places, three at most, where the printed text would otherwise contradict its verdict about zero:
/// 4.040 ± 3.956 is 4.04 ± 3.96, since 4.0 ± 4.0 would hold zero.</item>
/// <item>A single seed's share has no interval over seeds: 1.96·√(p(1-p)/N) over the N examples tested stands in for its half width,
/// and is not printed.</item>
/// <item>One run's own share, exact for its N examples, and a gain without an interval: as many places as one example is worth, two of a percent for 2,000 examples.</item>
/// <item>Seconds and bytes of a single run: three digits.</item>
/// </list>
/// </summary>
/// <remarks>
/// The first rule is that of the Guide to the Expression of Uncertainty in Measurement, JCGM 100:2008, 7.2.6. Numbers are rounded half
/// away from zero; files for machines (CSV, receipts) round nothing.
/// </remarks>
internal static class Rounding
{
    private const int MostPlaces = 12;
    private const int FurtherPlaces = 3;
    private const double Noise = 1e-9; // Seeds that agree differ by rounding of doubles all the same.

    /// <summary>The last decimal place that a half width supports; negative: tens, hundreds.</summary>
    /// <param name="half">More than 0, in the unit printed.</param>
    public static int Places(double half)
    {
        var places = 1 - (int)Math.Floor(Math.Log10(half));

        // 0.0996 has its two digits at 0.10, one place before those of 0.0994.
        return Math.Min(MostPlaces, Rounded(half, places) >= Math.Pow(10, 2 - places) ? places - 1 : places);
    }

    /// <summary>Places for a mean with its interval.</summary>
    /// <param name="scale">What one unit of the interval is in the unit printed: 100 for percent.</param>
    /// <param name="examples">Examples tested, where it is a share; 0 where not.</param>
    public static int Places(Interval interval, double scale, int examples)
    {
        if (HalfOf(interval) * scale is double half && half > Noise)
        {
            return Places(half);
        }

        return examples > 0 ? PlacesOfShare(interval.Mean, interval.Count, examples) : PlacesOfDigits(interval.Mean * scale, 3);
    }

    /// <summary>Places for a gain in points: more where fewer would contradict the verdict.</summary>
    public static int PlacesOfGain(Interval gain, int examples)
    {
        if (HalfOf(gain) is not { } half || half * 100 <= Noise)
        {
            return PlacesOfOne(examples);
        }

        var places = Places(half * 100);

        for (var further = 0; further < FurtherPlaces; further++)
        {
            var (mean, width) = (Rounded(gain.Mean * 100, places), Rounded(half * 100, places));
            var said = mean - width > 1e-12 ? Verdict.Gain : mean + width < -1e-12 ? Verdict.NegativeTransfer : Verdict.NoDifference;
            if (said == gain.Verdict)
            {
                break;
            }

            places++;
        }

        return places;
    }

    /// <summary>Places for one run's share, in percent: what one example is worth.</summary>
    public static int PlacesOfOne(int examples) => examples < 1 ? 2 : Math.Max(0, (int)Math.Ceiling(Math.Log10(examples)) - 2);

    /// <summary>Places that leave so many digits.</summary>
    public static int PlacesOfDigits(double value, int digits) =>
        value == 0 || !double.IsFinite(value) ? 0 : Math.Min(MostPlaces, digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(value))));

    /// <summary>The number at its last place: <c>94.9</c>, <c>1,230</c>; with a true minus.</summary>
    /// <param name="signed">Whether a plus stands before it.</param>
    public static string Text(double value, int places, bool signed = false)
    {
        var rounded = Rounded(value, places);
        var digits = Math.Abs(rounded).ToString($"N{Math.Max(0, places)}", CultureInfo.InvariantCulture);

        return rounded switch { < 0 => $"−{digits}", > 0 when signed => $"+{digits}", _ => digits };
    }

    /// <summary>Half of a bounded interval's width; null for a single value.</summary>
    public static double? HalfOf(Interval interval) => double.IsFinite(interval.High) ? interval.High - interval.Mean : null;

    private static double Rounded(double value, int places)
    {
        var unit = (decimal)Math.Pow(10, Math.Abs(places));
        var exact = (decimal)value;

        return (double)(places < 0
            ? Math.Round(exact / unit, MidpointRounding.AwayFromZero) * unit
            : Math.Round(exact, places, MidpointRounding.AwayFromZero));
    }

    private static int PlacesOfShare(double share, int seeds, int examples)
    {
        var half = 196 * Math.Sqrt(Math.Max(0, share * (1 - share)) / (seeds * (double)examples));

        return half > 0 ? Places(half) : PlacesOfOne(examples);
    }
}
