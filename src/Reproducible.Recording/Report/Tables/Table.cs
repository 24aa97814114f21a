namespace Reproducible.Recording.Report.Tables;

/// <summary>A table as the page and markdown both write it.</summary>
/// <param name="Caption">What it shows, with units.</param>
/// <param name="Columns">In order.</param>
/// <param name="Rows">As many cells as columns.</param>
internal sealed record Table(string Caption, IReadOnlyList<Column> Columns, IReadOnlyList<IReadOnlyList<Cell>> Rows)
{
    /// <summary>A table of rows whose columns are declared once, each with how its cell is read from a row.</summary>
    public static Table Of<TRow>(string caption, IEnumerable<TRow> rows, IReadOnlyList<(Column Column, Func<TRow, Cell> Cell)> columns)
    {
        return new(caption, [.. columns.Select(column => column.Column)], [.. rows.Select(row => (IReadOnlyList<Cell>)[.. columns.Select(column => column.Cell(row))])]);
    }
}

/// <summary>A column's head.</summary>
/// <param name="Numeric">Whether its cells are numbers, which stand to the right.</param>
/// <param name="PageOnly">Whether markdown leaves it out, since its links lead to files that are not in git.</param>
internal sealed record Column(string Heading, bool Numeric = false, bool PageOnly = false);

/// <summary>One cell; plain text, never markup.</summary>
/// <param name="Order">What the table is sorted by, where that is not the text.</param>
/// <param name="Class">The style of the page's cell; null: none.</param>
/// <param name="Links">What the text leads to; they stand in place of it where there are several.</param>
internal sealed record Cell(string Text, double? Order = null, string? Class = null, IReadOnlyList<Link>? Links = null)
{
    public static implicit operator Cell(string text) => new(text);
}

/// <summary>A link on the page.</summary>
/// <param name="Target">Relative to the page, or <c>#…</c> on it.</param>
/// <param name="Name">What it leads to, in words, for those who do not see where it stands.</param>
internal sealed record Link(string Text, string Target, string Name);
