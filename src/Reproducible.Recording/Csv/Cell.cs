using System.Globalization;

namespace Reproducible.Recording.Csv;

/// <summary>Values as cells, the same in every culture; what is not there is an empty cell.</summary>
internal static class Cell
{
    /// <summary>The shortest text that reads back as the same double: <c>0.1</c>, <c>1E-05</c>, <c>-Infinity</c>.</summary>
    public static string Of(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    public static string Of(long? value) => value?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>UTC, ISO 8601 to the millisecond: <c>2026-01-31T13:45:00.250Z</c>.</summary>
    public static string Of(DateTimeOffset value) => value.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);
}
