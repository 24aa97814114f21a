using System.Text;
using DiffPlex;
using DiffPlex.DiffBuilder;
using DiffPlex.DiffBuilder.Model;

namespace Reproducible.Snapshots.Comparison;

/// <summary>A line by line difference for people: '-' verified, '+' received, some unchanged lines around.</summary>
internal static class TextDiff
{
    private const int LinesAround = 3;

    // Enough for a screen or three; the files hold the rest.
    private const int MostLines = 200;

    internal static string Of(string received, string verified)
    {
        var lines = new InlineDiffBuilder(new Differ()).BuildDiffModel(verified, received, ignoreWhitespace: false).Lines;
        var near = Near(lines);
        var text = new StringBuilder();
        for (var (i, shown) = (0, 0); i < lines.Count; i++)
        {
            if (!near[i])
            {
                continue;
            }

            if (shown++ == MostLines)
            {
                return text.Append("... and more, see the files").ToString();
            }

            if (i > 0 && !near[i - 1])
            {
                text.Append("...\n");
            }

            text.Append(Mark(lines[i].Type)).Append(lines[i].Text).Append('\n');
        }

        return text.ToString().TrimEnd('\n');
    }

    private static bool[] Near(List<DiffPiece> lines)
    {
        var near = new bool[lines.Count];
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].Type != ChangeType.Unchanged)
            {
                near.AsSpan(Math.Max(0, i - LinesAround)..Math.Min(lines.Count, i + LinesAround + 1)).Fill(true);
            }
        }

        return near;
    }

    private static string Mark(ChangeType type) => type switch
    {
        ChangeType.Inserted => "+ ",
        ChangeType.Deleted => "- ",
        _ => "  ",
    };
}
