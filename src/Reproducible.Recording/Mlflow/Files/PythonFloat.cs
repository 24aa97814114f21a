using System.Globalization;

namespace Reproducible.Recording.Mlflow.Files;

/// <summary>Doubles as Python writes them: <c>0.1</c>, <c>1.0</c>, <c>1e-05</c>, <c>1e+16</c>, <c>nan</c>, <c>-inf</c>.</summary>
internal static class PythonFloat
{
    /// <summary>The shortest digits that read back as the same double, laid out as by Python's <c>repr</c>.</summary>
    public static string Text(double value)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }

        // .NET chooses the same shortest digits, but leaves positional layout at other exponents.
        var shortest = value.ToString("R", CultureInfo.InvariantCulture);
        var sign = shortest.StartsWith('-') ? "-" : "";
        var digits = Digits(shortest);
        var exponent = digits == "0" ? 0 : Exponent(shortest);

        return sign + (exponent is >= -4 and < 16 ? Positional(digits, exponent) : Scientific(digits, exponent));
    }

    // Significant digits without leading or trailing zeros.
    private static string Digits(string shortest)
    {
        var digits = Mantissa(shortest).Replace(".", "", StringComparison.Ordinal).Trim('0');

        return digits.Length > 0 ? digits : "0";
    }

    // Of the first significant digit: 0.05 has -2, 50 has 1.
    private static int Exponent(string shortest)
    {
        var mantissa = Mantissa(shortest);
        var mark = shortest.IndexOf('E', StringComparison.Ordinal);
        var point = mantissa.IndexOf('.', StringComparison.Ordinal) is var at and >= 0 ? at : mantissa.Length;
        var first = mantissa.IndexOfAny(['1', '2', '3', '4', '5', '6', '7', '8', '9']);

        return (first < point ? point - first - 1 : point - first) + (mark < 0 ? 0 : int.Parse(shortest.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    }

    private static string Mantissa(string shortest) => shortest.TrimStart('-').Split('E')[0];

    private static string Positional(string digits, int exponent) => exponent switch
    {
        < 0 => $"0.{new string('0', -exponent - 1)}{digits}",
        _ when digits.Length <= exponent + 1 => $"{digits.PadRight(exponent + 1, '0')}.0",
        _ => $"{digits[..(exponent + 1)]}.{digits[(exponent + 1)..]}",
    };

    private static string Scientific(string digits, int exponent) => string.Create(
        CultureInfo.InvariantCulture, $"{digits[0]}{(digits.Length > 1 ? $".{digits[1..]}" : "")}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
}
