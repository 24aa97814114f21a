using System.Globalization;
using System.Text;
using Reproducible.Recording.Report.Tables;

namespace Reproducible.Recording.Report.Page;

/// <summary>Writes a table as HTML that the page's script makes sortable.</summary>
internal static class HtmlTable
{
    /// <summary>The caption stands outside what scrolls, so that a phone shows it whole.</summary>
    public static string Text(Table table)
    {
        var text = new StringBuilder("<p class=\"caption\">").Append(Markup.Escaped(table.Caption)).Append("</p><div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"").Append(Markup.Escaped(table.Caption))
            .Append("\"><table class=\"sortable\" aria-label=\"").Append(Markup.Escaped(table.Caption)).Append("\"><thead><tr>");
        foreach (var column in table.Columns)
        {
            text.Append("<th scope=\"col\"").Append(column.Numeric ? " class=\"n\">" : ">").Append(Markup.Escaped(column.Heading)).Append("</th>");
        }

        text.Append("</tr></thead><tbody>\n");
        foreach (var row in table.Rows)
        {
            text.Append("<tr>");
            foreach (var (column, cell) in table.Columns.Zip(row))
            {
                Append(text, column, cell);
            }

            text.Append("</tr>\n");
        }

        return text.Append("</tbody></table></div>\n").ToString();
    }

    private static void Append(StringBuilder text, Column column, Cell cell)
    {
        var style = string.Join(' ', new[] { column.Numeric ? "n" : null, cell.Class }.OfType<string>());
        text.Append("<td").Append(style.Length > 0 ? $" class=\"{style}\"" : "");
        if (cell.Order is { } order && double.IsFinite(order))
        {
            text.Append(" data-order=\"").Append(order.ToString("R", CultureInfo.InvariantCulture)).Append('"');
        }

        text.Append('>')
            .Append(cell.Links is { } links ? string.Join(' ', links.Select(link => Markup.Anchor(link.Target, link.Text, link.Name))) : Markup.Escaped(cell.Text))
            .Append("</td>");
    }
}
