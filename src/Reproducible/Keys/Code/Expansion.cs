using System.Globalization;
using System.Reflection.Metadata.Ecma335;
using System.Security.Cryptography;
using System.Text;

namespace Reproducible.Keys;

/// <summary>
/// The whole text of one node: its own, then that of each generated entity it uses, in order of first occurrence. That order is
/// also the entity's name, <c>generated#0</c>, <c>generated#1</c>: it depends on this node's code alone.
/// </summary>
internal sealed class Expansion
{
    private readonly AssemblyImage image;
    private readonly StringBuilder text = new();
    private readonly Dictionary<int, int> numbers = [];
    private readonly List<int> tokens = [];
    private readonly HashSet<CodeNode> reaches = [];

    private Expansion(AssemblyImage image) => this.image = image;

    public static (byte[] Hash, IReadOnlyCollection<CodeNode> Reaches) Of(AssemblyImage image, Fragment start)
    {
        var expansion = new Expansion(image);
        expansion.Write(start);
        for (var number = 0; number < expansion.tokens.Count; number++)
        {
            expansion.text.Append("\ngenerated#").Append(number).Append(' ');
            expansion.Write(image.Tokens.Content(MetadataTokens.EntityHandle(expansion.tokens[number])));
        }

        return (SHA256.HashData(Encoding.UTF8.GetBytes(expansion.text.ToString())), expansion.reaches);
    }

    private void Write(Fragment fragment)
    {
        reaches.UnionWith(fragment.Reaches);
        var rest = fragment.Text.AsSpan();
        for (var mark = rest.IndexOf(Generated.MarkStart); mark >= 0; mark = rest.IndexOf(Generated.MarkStart))
        {
            var token = int.Parse(rest[(mark + 1)..(mark + Generated.MarkLength)], NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            text.Append(rest[..mark]).Append("generated#").Append(NumberOf(token));
            rest = rest[(mark + Generated.MarkLength)..];
        }

        text.Append(rest);
    }

    private int NumberOf(int token)
    {
        if (!numbers.TryGetValue(token, out var number))
        {
            number = numbers[token] = tokens.Count;
            tokens.Add(token);
        }

        return number;
    }
}
