using System.Security.Cryptography;
using System.Text;

namespace Reproducible.Recording.Report.Page;

/// <summary>What the page is made of, embedded in this assembly when it was built.</summary>
internal static class Asset
{
    // Scripts/, in an order in which each knows those before it.
    private static readonly string[] Own = ["words.js", "places.js", "naming.js", "rows.js", "labels.js", "curves.js", "cost.js", "tables.js", "page.js"];

    /// <summary>The page's own script, from its parts.</summary>
    public static string OwnScript => $"\"use strict\";\n(() => {{\n{string.Concat(Own.Select(Text))}}})();\n";

    /// <param name="name"><c>page.css</c>, <c>d3.js</c>, <c>plot.js</c>, or one of <c>Scripts/</c>.</param>
    public static string Text(string name)
    {
        using var reader = new StreamReader(typeof(Asset).Assembly.GetManifestResourceStream(name)
            ?? throw new ReproducibleException($"This build lacks '{name}' of the report's page.", "Build again with ./build.sh."));

        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    /// <summary>A script element, and the source that a content security policy allows it by.</summary>
    public static (string Element, string Source) Script(string text)
    {
        // Nothing that we inline holds the end of its own element; if a library ever does, the page must not be written.
        if (text.Contains("</script", StringComparison.OrdinalIgnoreCase) || text.Contains("<!--", StringComparison.Ordinal))
        {
            throw new ReproducibleException("A script of the report's page holds markup that would end it.", "Pin another version in src/Reproducible.Recording/Report/Page/package.json.");
        }

        return ($"<script>{text}</script>", $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'");
    }
}
