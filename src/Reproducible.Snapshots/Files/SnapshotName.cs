using System.Collections;
using System.Globalization;

namespace Reproducible.Snapshots.Files;

/// <summary>The part of a snapshot's file name that comes before <c>.verified.</c>: <c>Type.Method_first=1_second=a</c>.</summary>
internal static class SnapshotName
{
    // Not allowed in names by one file system or another; the same on all of them, since snapshots are shared.
    private static readonly char[] Forbidden = ['<', '>', ':', '"', '/', '\\', '|', '?', '*'];

    internal static string For(VerifySettings settings, RunningTest? test) => settings.FileName ?? string.Concat(
        settings.TypeName ?? TypeName((test ?? throw NoTest()).Class),
        ".",
        settings.MethodName ?? (test ?? throw NoTest()).Method.Name,
        Parameters(settings, test));

    private static string Parameters(VerifySettings settings, RunningTest? test)
    {
        if (settings.ParametersText is { } text)
        {
            return $"_{text}";
        }

        var values = settings.Parameters ?? test?.Arguments ?? [];
        var names = test?.Method.GetParameters() ?? [];
        return values.Count > names.Length
            ? throw new ArgumentException(
                $"UseParameters was given {values.Count} values, {test?.Method.Name ?? "the test"} has {names.Length} parameters. "
                + "Give one value a parameter, or call UseTextForParameters.")
            : string.Concat(values.Select((value, index) => $"_{names[index].Name}={Text(value)}"));
    }

    private static string Text(object? value) => string.Concat((value switch
    {
        null => "null",
        string text => text,
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable many => string.Join(',', many.Cast<object?>().Select(Text)),
        _ => value.ToString() ?? "null",
    }).Select(letter => char.IsControl(letter) || Forbidden.Contains(letter) ? '-' : letter));

    private static string TypeName(Type type) => type.DeclaringType is { } outer ? $"{TypeName(outer)}.{type.Name}" : type.Name;

    private static ArgumentException NoTest() =>
        new("No xunit test is running here, so the snapshot has no name. Call Verify within a test, or name the file with UseFileName.");
}
