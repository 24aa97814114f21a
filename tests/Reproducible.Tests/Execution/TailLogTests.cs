using Reproducible.Execution;

namespace Reproducible.Tests.Execution;

public class TailLogTests
{
    private readonly TailLog log = new();

    [Fact]
    public void Keeps_the_last_two_hundred_lines()
    {
        foreach (var number in Enumerable.Range(1, 201))
        {
            log.Add($"line {number}");
        }

        Assert.StartsWith("line 2\n", log.Text(), StringComparison.Ordinal);
        Assert.Equal("line 200\nline 201", log.Text(most: 2));
    }

    [Fact]
    public void Cuts_a_flood_without_line_ends()
    {
        log.Add(new string('x', 1_000_000));

        Assert.Equal(2001, log.Text().Length);
    }
}
