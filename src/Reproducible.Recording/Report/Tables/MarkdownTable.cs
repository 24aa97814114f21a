using System.Text;

namespace Reproducible.Recording.Report.Tables;

/// <summary>Writes a table as GitHub's markdown.</summary>
internal static class MarkdownTable
{
    /// <summary>Head, rule and rows, each ended by LF; without columns that are for the page only.</summary>
    public static string Text(Table table)
    {
        var shown = Enumerable.Range(0, table.Columns.Count).Where(column => !table.Columns[column].PageOnly).ToList();
        var text = new StringBuilder()
            .Append("| ").AppendJoin(" | ", shown.Select(column => Escaped(table.Columns[column].Heading))).Append(" |\n")
            .Append("| ").AppendJoin(" | ", shown.Select(column => table.Columns[column].Numeric ? "---:" : "---")).Append(" |\n");
        foreach (var row in table.Rows)
        {
            text.Append("| ").AppendJoin(" | ", shown.Select(column => Escaped(row[column].Text))).Append(" |\n");
        }

        return text.ToString();
    }

    /// <summary>Text that stays text: what markdown or HTML would read as markup is taken literally, and a line stays one line.</summary>
    public static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text.ReplaceLineEndings(" "))
        {
            _ = letter switch
            {
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '&' => escaped.Append("&amp;"),
                '|' or '*' or '_' or '`' or '[' or ']' or '\\' or '~' => escaped.Append('\\').Append(letter),
                _ => escaped.Append(letter),
            };
        }

        return escaped.ToString();
    }
}
