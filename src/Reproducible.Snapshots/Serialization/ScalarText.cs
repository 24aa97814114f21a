using System.Globalization;
using Reproducible.Snapshots.Files;

namespace Reproducible.Snapshots.Serialization;

/// <summary>Values that are written as one word, in the invariant culture.</summary>
internal sealed class ScalarText(VerifySettings settings)
{
    private readonly Counters counters = new();

    /// <summary>Null when <paramref name="value"/> is no single value.</summary>
    internal string? Of(object value) => value switch
    {
        string text => SnapshotFile.Normalise(text),
        bool flag => flag ? "true" : "false",
        char letter => letter.ToString(),
        double number => Number(number, number.ToString("R", CultureInfo.InvariantCulture)),
        float number => Number(number, number.ToString("R", CultureInfo.InvariantCulture)),
        Enum name => name.ToString(),
        Guid id => !settings.ScrubsGuids ? id.ToString() : id == Guid.Empty ? "Guid_Empty" : counters.Name("Guid", id),
        DateTime time => settings.ScrubsDateTimes ? counters.Name("DateTime", time) : time.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset time => settings.ScrubsDateTimes ? counters.Name("DateTimeOffset", time) : time.ToString("O", CultureInfo.InvariantCulture),
        DateOnly day => settings.ScrubsDateTimes ? counters.Name("Date", day) : day.ToString("O", CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToBase64String(bytes),
        Type type => type.ToString(),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        Uri or Version or System.Text.StringBuilder => SnapshotFile.Normalise(value.ToString()!),
        _ => null,
    };

    // A whole number keeps a decimal place, so that it is seen to be no integer; what is no number stands in quotes.
    private static string Number(double number, string text) =>
        !double.IsFinite(number) ? $"\"{text}\"" : text.AsSpan().ContainsAny('.', 'E') ? text : $"{text}.0";
}
