using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Reproducible.Keys;

/// <summary>Names and texts as the one JSON text that stands for them, whatever their order, culture or platform.</summary>
/// <remarks>Source: RFC 8785, JSON Canonicalization Scheme: members in order of their UTF-16 code units, no white space, the fewest escapes.</remarks>
internal static class CanonicalJson
{
    private static readonly SearchValues<char> Escaped = SearchValues.Create(['"', '\\', .. Enumerable.Range(0, ' ').Select(code => (char)code)]);

    /// <summary>SHA-256 over the text's UTF-8 bytes, 64 lower-case hex digits.</summary>
    public static string Sha256(IEnumerable<KeyValuePair<string, string>> members) =>
        Convert.ToHexStringLower(SHA256.HashData(Utf8(members)));

    /// <summary>The text's UTF-8 bytes.</summary>
    public static byte[] Utf8(IEnumerable<KeyValuePair<string, string>> members) => Encoding.UTF8.GetBytes(Text(members));

    /// <summary><c>{"a":"1","b":"2"}</c></summary>
    public static string Text(IEnumerable<KeyValuePair<string, string>> members)
    {
        var json = new StringBuilder("{", capacity: 1024);
        foreach (var (name, value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
        {
            Quote(json.Length > 1 ? json.Append(',') : json, name);
            Quote(json.Append(':'), value);
        }

        return json.Append('}').ToString();
    }

    private static void Quote(StringBuilder json, ReadOnlySpan<char> text)
    {
        json.Append('"');
        while (text.IndexOfAny(Escaped) is >= 0 and var at)
        {
            json.Append(text[..at]).Append(EscapeOf(text[at]));
            text = text[(at + 1)..];
        }

        json.Append(text).Append('"');
    }

    private static string EscapeOf(char letter) => letter switch
    {
        '\b' => "\\b",
        '\t' => "\\t",
        '\n' => "\\n",
        '\f' => "\\f",
        '\r' => "\\r",
        < ' ' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
        _ => $"\\{letter}",
    };
}
