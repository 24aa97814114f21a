using System.Text;

namespace Reproducible.Snapshots.Serialization;

/// <summary>Writes Verify's kind of JSON: no quotes, two spaces a level, commas between neighbours.</summary>
internal sealed class TextTree
{
    private readonly StringBuilder text = new();
    private int depth;

    public override string ToString() => text.ToString();

    /// <summary>A single value. One of several lines starts on a line of its own, and its lines are not indented.</summary>
    internal void Scalar(string value) => text.Append(value.Contains('\n', StringComparison.Ordinal) ? $"\n{value}" : value);

    internal void Object<T>(IReadOnlyList<T> members, Func<T, string> name, Action<T> value) => Block('{', '}', members, member =>
    {
        text.Append(name(member)).Append(": ");
        value(member);
    });

    internal void Array<T>(IReadOnlyList<T> items, Action<T> value) => Block('[', ']', items, value);

    private void Block<T>(char open, char close, IReadOnlyList<T> items, Action<T> write)
    {
        text.Append(open);
        depth++;
        for (var i = 0; i < items.Count; i++)
        {
            text.Append(i == 0 ? "" : ",").Append('\n').Append(' ', 2 * depth);
            write(items[i]);
        }

        depth--;
        if (items.Count > 0)
        {
            text.Append('\n').Append(' ', 2 * depth);
        }

        text.Append(close);
    }
}
