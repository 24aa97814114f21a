using System.Globalization;
using CsvHelper;

namespace Reproducible.Recording.Csv;

/// <summary>A table of text cells: its columns are declared once, in order, each with how its cell is read from a row.</summary>
/// <typeparam name="TRow">What one row describes.</typeparam>
internal sealed class CsvTable<TRow>(params (string Name, Func<TRow, string> Cell)[] columns)
{
    private static readonly CsvWriterOptions Dialect = new() { NewLine = "\n", FormatProvider = CultureInfo.InvariantCulture };

    /// <summary>Names of the columns, in order.</summary>
    public IReadOnlyList<string> Columns { get; } = [.. columns.Select(column => column.Name)];

    /// <summary>Header and rows, RFC 4180 with LF.</summary>
    public string Text(IEnumerable<TRow> rows)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        using (var csv = CsvWriter.Create(text, Dialect, leaveOpen: true))
        {
            csv.WriteHeader([.. Columns]);
            foreach (var row in rows)
            {
                csv.WriteRecord([.. columns.Select(column => column.Cell(row))]);
            }
        }

        return text.ToString();
    }
}
