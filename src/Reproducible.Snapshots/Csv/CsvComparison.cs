namespace Reproducible.Snapshots.Csv;

/// <summary>Finds every difference between two CSV texts, so that one look at the message is enough.</summary>
internal sealed class CsvComparison(IReadOnlyDictionary<string, double> tolerances, IReadOnlyList<string> keys)
{
    // More than anyone reads; the files hold the rest.
    private const int MostLines = 100;

    internal CompareResult Compare(string received, string verified)
    {
        var faults = new[] { ("verified", CsvTable.Fault(verified, out var expected)), ("received", CsvTable.Fault(received, out var actual)) };
        if (Array.Find(faults, fault => fault.Item2 is not null) is (var which, { } fault))
        {
            return CompareResult.NotEqual($"The {which} CSV {fault}.");
        }

        if (!expected.Header.SequenceEqual(actual.Header))
        {
            return CompareResult.NotEqual($"The header differs.\n- verified {string.Join(',', expected.Header)}\n- received {string.Join(',', actual.Header)}");
        }

        var keyColumns = KeyColumns(expected.Header);
        return expected.Rows.Count == actual.Rows.Count
            ? Report("cell differs", "cells differ", [.. Cells(expected, actual, keyColumns)])
            : CompareResult.NotEqual(
                $"The number of rows differs: verified {expected.Rows.Count}, received {actual.Rows.Count}.{MissingRows(expected, actual, keyColumns)}");
    }

    private IReadOnlyList<int> KeyColumns(IReadOnlyList<string> header)
    {
        var unknown = tolerances.Keys.Concat(keys).Where(column => !header.Contains(column)).ToList();
        return unknown.Count > 0
            ? throw new ArgumentException(
                $"CsvTolerance names {string.Join(", ", unknown.Select(column => $"'{column}'"))}, "
                + $"the file's columns are {string.Join(", ", header)}. Correct the name.")
            : keys.Count == 0 ? [0] : [.. keys.Select(key => header.ToList().IndexOf(key))];
    }

    private IEnumerable<string> Cells(CsvTable expected, CsvTable actual, IReadOnlyList<int> keyColumns) =>
        from row in Enumerable.Range(0, expected.Rows.Count)
        from column in Enumerable.Range(0, expected.Header.Count)
        let cell = new CsvCell(expected.Rows[row][column], actual.Rows[row][column], tolerances.GetValueOrDefault(expected.Header[column]))
        where !cell.Passes
        select $"- column {expected.Header[column]}, row {row + 1} ({Key(expected, row, keyColumns)}): {cell}";

    private static CompareResult Report(string one, string many, IReadOnlyList<string> lines) => lines.Count == 0
        ? CompareResult.Equal
        : CompareResult.NotEqual($"{lines.Count} {(lines.Count == 1 ? one : many)} (row 1 is the first below the header).\n{Capped(lines)}");

    private static string MissingRows(CsvTable expected, CsvTable actual, IReadOnlyList<int> keyColumns)
    {
        var (before, after) = (Keys(expected, keyColumns), Keys(actual, keyColumns));
        return Capped([
            .. before.Except(after).Select(key => $"\n- only verified: {key}"),
            .. after.Except(before).Select(key => $"\n- only received: {key}"),
        ], separator: "");
    }

    private static IReadOnlyList<string> Keys(CsvTable table, IReadOnlyList<int> keyColumns) =>
        [.. Enumerable.Range(0, table.Rows.Count).Select(row => Key(table, row, keyColumns))];

    private static string Key(CsvTable table, int row, IReadOnlyList<int> keyColumns) =>
        string.Join(", ", keyColumns.Select(column => $"{table.Header[column]}={table.Rows[row][column]}"));

    private static string Capped(IReadOnlyList<string> lines, string separator = "\n") =>
        string.Join(separator, lines.Take(MostLines)) + (lines.Count > MostLines ? $"\n- and {lines.Count - MostLines} more, see the files" : "");
}
