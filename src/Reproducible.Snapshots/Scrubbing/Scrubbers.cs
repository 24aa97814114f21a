using System.Text;

namespace Reproducible.Snapshots.Scrubbing;

/// <summary>Changes made to a received text before it is compared, in order.</summary>
internal sealed class Scrubbers
{
    private readonly List<Action<StringBuilder>> scrubbers = [];

    internal Scrubbers(Scrubbers? other = null) => scrubbers.AddRange(other?.scrubbers ?? []);

    internal void Add(Action<StringBuilder> scrubber, ScrubberLocation location) =>
        scrubbers.Insert(location == ScrubberLocation.First ? 0 : scrubbers.Count, scrubber);

    /// <summary>A scrubber that sees one line at a time; null removes the line.</summary>
    internal void AddForLines(Func<string, string?> replace, ScrubberLocation location) => Add(text => Lines(text, replace), location);

    internal void Apply(StringBuilder text) => scrubbers.ForEach(scrub => scrub(text));

    private static void Lines(StringBuilder text, Func<string, string?> replace)
    {
        var lines = text.ToString().Split('\n').Select(replace).Where(line => line is not null);
        text.Clear().AppendJoin('\n', lines);
    }
}
