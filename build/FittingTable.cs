using Spectre.Console;
using Spectre.Console.Rendering;

namespace Reproducible.Build;

/// <summary>
/// A table that fits: where there is too little room, whole columns are left out, the least important first, and the others keep one line.
/// The first column always stays, and takes what the others leave.
/// </summary>
internal sealed class FittingTable(IReadOnlyList<FittingColumn> columns)
{
    private readonly List<IReadOnlyList<Cell>> rows = [];

    /// <param name="cells">One a column.</param>
    public void Add(params IReadOnlyList<Cell> cells) => rows.Add(cells);

    /// <param name="width">Columns of the terminal.</param>
    /// <param name="least">Columns that the first column has at least, if its cells need them.</param>
    /// <param name="wraps">Whether the first column's cells go on in a next line; else they are cut, with an ellipsis.</param>
    public IRenderable Fit(int width, int least, bool wraps)
    {
        var needs = columns.Select((column, place) => rows.Select(row => row[place].Text.Length).Append(column.Heading.Length).Max()).ToArray();
        var shown = Enumerable.Range(0, columns.Count).ToList();
        while (shown.Count > 1 && Room(shown) < Math.Min(least, needs[0]))
        {
            shown.Remove(shown.Skip(1).MaxBy(place => columns[place].Rank));
        }

        var first = Math.Clamp(Room(shown), 1, needs[0]);
        var table = new Table { Border = TableBorder.None };
        foreach (var place in shown)
        {
            var gap = place == shown[^1] ? 0 : columns[place].Gap;
            table.AddColumn(new TableColumn(new Text(columns[place].Heading))
            {
                Alignment = columns[place].IsText ? Justify.Left : Justify.Right,
                NoWrap = place > 0 || !wraps,
                Padding = new(0, 0, gap, 0),
                Width = place == 0 ? first : needs[place],
            });
        }

        foreach (var row in rows)
        {
            table.AddRow(shown.Select(place => new Text(place == 0 && !wraps ? Cut(row[0].Text, first) : row[place].Text, row[place].Style)));
        }

        return table;

        int Room(List<int> places) => width - places.Skip(1).Sum(place => needs[place]) - places.SkipLast(1).Sum(place => columns[place].Gap);
    }

    /// <summary>A text of that width at most, with an ellipsis where something is missing.</summary>
    public static string Cut(string text, int width) => text.Length <= width ? text : $"{text.AsSpan(0, Math.Max(0, width - 1))}…";
}
