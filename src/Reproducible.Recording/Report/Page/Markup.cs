using System.Net;

namespace Reproducible.Recording.Report.Page;

/// <summary>Text for HTML. All text that comes from outside goes through here.</summary>
internal static class Markup
{
    /// <summary>Text that is text in an element and in a quoted attribute.</summary>
    public static string Escaped(string text) => WebUtility.HtmlEncode(text);

    /// <summary>A link: relative, or to a place on the page.</summary>
    public static string Anchor(string target, string text, string? name = null, string? style = null) =>
        $"<a href=\"{Escaped(target)}\"{(name is null ? "" : $" aria-label=\"{Escaped(name)}\"")}{(style is null ? "" : $" class=\"{style}\"")}>{Escaped(text)}</a>";
}
