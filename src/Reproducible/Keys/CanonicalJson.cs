using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Reproducible.Keys;

/// <summary>Names and texts as the one JSON text that stands for them, whatever their order, culture or platform.</summary>
/// <remarks>Source: RFC 8785, JSON Canonicalization Scheme: members in order of their UTF-16 code units, no white space, the fewest escapes.</remarks>
internal static class CanonicalJson
{
    /// <summary>SHA-256 over the text's UTF-8 bytes, 64 lower-case hex digits.</summary>
    public static string Sha256(IEnumerable<KeyValuePair<string, string>> members) =>
        Convert.ToHexStringLower(SHA256.HashData(Utf8(members)));

    /// <summary>The text's UTF-8 bytes.</summary>
    public static byte[] Utf8(IEnumerable<KeyValuePair<string, string>> members) => Encoding.UTF8.GetBytes(Text(members));

    /// <summary><c>{"a":"1","b":"2"}</c></summary>
    public static string Text(IEnumerable<KeyValuePair<string, string>> members) =>
        $"{{{string.Join(',', members.OrderBy(member => member.Key, StringComparer.Ordinal).Select(member => $"{Quoted(member.Key)}:{Quoted(member.Value)}"))}}}";

    private static string Quoted(string text)
    {
        var json = new StringBuilder(text.Length + 2).Append('"');
        foreach (var letter in text)
        {
            json = letter switch
            {
                '"' or '\\' => json.Append('\\').Append(letter),
                '\b' => json.Append("\\b"),
                '\t' => json.Append("\\t"),
                '\n' => json.Append("\\n"),
                '\f' => json.Append("\\f"),
                '\r' => json.Append("\\r"),
                < ' ' => json.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}"),
                _ => json.Append(letter),
            };
        }

        return json.Append('"').ToString();
    }
}
