using Reproducible.Snapshots.Comparison;

namespace Reproducible.Snapshots.Tests.Comparison;

public class TextDiffTests
{
    [Fact]
    public void Shows_three_lines_around_each_change() => Assert.Equal(
        """
        ...
          c
          d
          e
        - f
        + F
          g
          h
          i
        ...
          n
          o
          p
        + q
        """,
        TextDiff.Of(Lines("abcdeFghijklmnopq"), Lines("abcdefghijklmnop")), ignoreLineEndingDifferences: true);

    [Fact]
    public void Stops_after_two_hundred_lines()
    {
        var lines = TextDiff.Of(string.Join('\n', Enumerable.Range(0, 500)), "").Split('\n');

        Assert.Equal(201, lines.Length);
        Assert.Equal("... and more, see the files", lines[^1]);
    }

    private static string Lines(string letters) => string.Join('\n', letters.AsEnumerable());
}
