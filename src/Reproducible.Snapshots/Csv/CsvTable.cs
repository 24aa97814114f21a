using System.Globalization;
using CsvHelper;

namespace Reproducible.Snapshots.Csv;

/// <summary>A CSV text as cells: a header, and rows as wide as the header.</summary>
internal sealed record CsvTable(IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows)
{
    private static readonly CsvReaderOptions Dialect = new()
    {
        HasHeader = false,
        Separator = ',',
        DetectSeparatorHint = false,
        SkipEmptyLines = false,
        MalformedData = CsvMalformedDataHandling.Throw,
        FormatProvider = CultureInfo.InvariantCulture,
    };

    /// <param name="text">Commas, quotes where needed, invariant culture.</param>
    /// <param name="table">The cells, when the text is sound.</param>
    /// <returns>What is wrong with the text; null when nothing is.</returns>
    internal static string? Fault(string text, out CsvTable table)
    {
        table = new CsvTable([], []);
        try
        {
            using var csv = CsvReader.FromText(text, Dialect);
            var lines = new List<string[]>();
            while (csv.Read())
            {
                lines.Add(csv.Current.ToArray());
            }

            table = lines.Count == 0 ? table : new CsvTable(lines[0], lines[1..]);
        }
        catch (CsvFormatException exception)
        {
            return $"cannot be read: {exception.Message}";
        }

        return table.Header.Count == 0 ? "has no header"
            : Twice(table.Header) is { } name ? $"has two columns '{name}'"
            : Uneven(table) is var row and > 0 ? $"has {table.Rows[row - 1].Count} cells in row {row}, {table.Header.Count} in the header"
            : null;
    }

    private static string? Twice(IReadOnlyList<string> names) => names.GroupBy(name => name).FirstOrDefault(same => same.Count() > 1)?.Key;

    // 0: none. Rows count from 1, below the header.
    private static int Uneven(CsvTable table) =>
        table.Rows.Select((row, index) => row.Count == table.Header.Count ? 0 : index + 1).FirstOrDefault(row => row > 0);
}
