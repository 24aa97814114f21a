using System.Security.Cryptography;
using System.Text;

namespace Reproducible.Recording.Report.Page;

/// <summary>What the page is made of, embedded in this assembly when it was built.</summary>
internal static class Asset
{
    /// <param name="name"><c>page.js</c>, <c>page.css</c>, <c>d3.js</c> or <c>plot.js</c>.</param>
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
