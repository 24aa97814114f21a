using System.Text;

namespace Reproducible.Keys;

/// <summary>A piece of canonical text and what it reaches. Generated entities stand in it as <see cref="Generated.Mark"/>.</summary>
internal sealed record Fragment(string Text, IReadOnlyList<CodeNode> Reaches)
{
    public static Fragment Plain(string text) => new(text, []);
}

/// <summary>A fragment in the making.</summary>
internal sealed class FragmentBuilder
{
    private readonly StringBuilder text = new();

    public List<CodeNode> Reaches { get; } = [];

    public FragmentBuilder Add(string part)
    {
        text.Append(part);

        return this;
    }

    public FragmentBuilder Add(long number)
    {
        text.Append(number);

        return this;
    }

    public FragmentBuilder Add(Fragment part)
    {
        Reaches.AddRange(part.Reaches);

        return Add(part.Text);
    }

    public Fragment Build() => new(text.ToString(), Reaches);
}
