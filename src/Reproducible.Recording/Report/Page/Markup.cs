using System.Text;

namespace Reproducible.Recording.Report.Page;

/// <summary>Text for HTML. All text that comes from outside goes through here.</summary>
internal static class Markup
{
    /// <summary>Text that is text in an element and in a quoted attribute.</summary>
    public static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text)
        {
            _ = letter switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),
                '"' => escaped.Append("&quot;"),
                '\'' => escaped.Append("&#39;"),

                // HTML knows no other control characters, nor halves of letters.
                < ' ' and not ('\n' or '\t') or '\u007f' => escaped.Append('\ufffd'),
                _ => escaped.Append(letter),
            };
        }

        return escaped.ToString();
    }

    /// <summary>A sentence, in which a number keeps its interval and its percent sign on one line.</summary>
    public static string Prose(string text) => Escaped(text).Replace(" ± ", "&nbsp;±&nbsp;", StringComparison.Ordinal).Replace(" %", "&nbsp;%", StringComparison.Ordinal);

    /// <summary>A link: relative, or to a place on the page.</summary>
    public static string Anchor(string target, string text, string? name = null) =>
        $"<a href=\"{Escaped(target)}\"{(name is null ? "" : $" aria-label=\"{Escaped(name)}\"")}>{Escaped(text)}</a>";
}
