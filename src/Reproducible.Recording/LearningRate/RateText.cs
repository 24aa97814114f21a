using System.Globalization;

namespace Reproducible.Recording.LearningRate;

/// <summary>Learning rates for people, to two digits.</summary>
public static class RateText
{
    /// <summary><c>0.003</c>, <c>0.52</c>, <c>4.2e-5</c>; a dash for none.</summary>
    public static string Of(double? rate) => rate switch
    {
        null => "–",
        0 => "0",
        { } value when Rounded(value) is >= 1e-3 and < 1000 and var number => number.ToString("0.#####", CultureInfo.InvariantCulture),
        { } value => value.ToString("0.#e-0", CultureInfo.InvariantCulture),
    };

    private static double Rounded(double value) => double.Parse(value.ToString("0.0e0", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
