using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>
/// Any text as a key that MLflow takes on every server and in its file store, and back. Letters, digits, underscore, dash, dot and
/// space stay; any other UTF-16 unit becomes <c>_xHHHH_</c>, as does the underscore of a text that already begins so.
/// A key of dots alone, or one that begins with two, or one with a space at an end, would be another path than it says: those characters
/// are written so too.
/// </summary>
/// <remarks>MLflow's rule: <c>^[/\w.\- :]*$</c>, at most 250 characters, equal to its normalised path. A slash would make a folder
/// and a colon is refused by servers on Windows, so both are written as codes.</remarks>
public static partial class MlflowKey
{
    /// <summary>Longest key, in characters.</summary>
    public const int MaximumLength = 250;

    /// <summary>The key for a name; it may be longer than <see cref="MaximumLength"/>.</summary>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    public static string Encode(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        var dots = name.All(letter => letter == '.');
        var key = new StringBuilder();
        for (var index = 0; index < name.Length; index++)
        {
            var plain = name[index] switch
            {
                '_' => !LooksLikeCode().IsMatch(name.AsSpan(index, Math.Min(6, name.Length - index))),
                '.' => !dots && !(index == 0 && name.StartsWith("..", StringComparison.Ordinal)),
                ' ' => index > 0 && index < name.Length - 1,
                '-' => true,
                var letter => char.IsLetterOrDigit(letter),
            };
            _ = plain ? key.Append(name[index]) : key.Append(CultureInfo.InvariantCulture, $"_x{(int)name[index]:X4}_");
        }

        return key.ToString();
    }

    /// <summary>The name of a key that <see cref="Encode"/> made.</summary>
    public static string Decode(string key) => Code().Replace(key, code => ((char)Convert.ToInt32(code.Value[2..6], 16)).ToString());

    [GeneratedRegex("_x[0-9A-F]{4}_")]
    private static partial Regex Code();

    // Without the last underscore: the next character may turn into one.
    [GeneratedRegex("_x[0-9A-F]{4}")]
    private static partial Regex LooksLikeCode();
}
