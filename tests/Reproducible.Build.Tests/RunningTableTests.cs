using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Strategies;

namespace Reproducible.Build.Tests;

public class RunningTableTests
{
    private static readonly LabStatus Two = new(
        Total: 11,
        Reused: 2,
        Finished: 6,
        Failed: 1,
        [
            // A tenth of the steps took 6 s, so 54 s are left.
            new(Run("FullFineTune", new FullFineTune(), 3), 1, new("a", Epoch: 1, Epochs: 10, Loss: 0.25, Accuracy: 0.925, Done: 0.1), TimeSpan.FromSeconds(6), 12_345.6),
            new(Run("FewLabels", new PartialFreeze(2), 12), 2, null, TimeSpan.FromSeconds(1)),
        ],
        Left: TimeSpan.FromSeconds(150));

    [Theory]
    [InlineData(
        200,
        "7/11 runs · 1 failed · about 3 min left",
        "Running                          Seed Epoch   Loss Acc. % Images/s Left",
        "FullFineTune                        3  1/10 0.2500  92.50   12,346 54 s",
        "FewLabels PartialFreeze 20/class   12")]
    [InlineData(
        60,
        "7/11 runs · 1 failed · about 3 min left",
        "Running               Seed Epoch   Loss Acc. % Images/s Left",
        "FullFineTune             3  1/10 0.2500  92.50   12,346 54 s",
        "FewLabels PartialFre…   12")]
    [InlineData(
        40,
        "7/11 runs · 1 failed · about 3 min left",
        "Running           Seed Epoch Acc. % Left",
        "FullFineTune         3  1/10  92.50 54 s",
        "FewLabels Partia…   12")]
    [InlineData(
        24,
        "7/11 runs · 1 failed · …",
        "Running       Seed Epoch",
        "FullFineTune     3  1/10",
        "FewLabels Pa…   12")]
    public void Shows_what_there_is_room_for(int width, params string[] expected)
    {
        var lines = Drawn.Lines(width, console => console.Write(RunningTable.Of(Two, width)));

        Assert.Equal(expected, lines.Where(line => line.Length > 0));
        Assert.All(lines, line => Assert.True(line.Length <= width, line));
    }

    [Fact]
    public void Shows_one_line_while_no_run_is_in_hand()
    {
        Assert.Equal(["0/4 runs"], Drawn.Lines(80, console => console.Write(RunningTable.Of(new(4, 0, 0, 0, [], null), 80))).Where(line => line.Length > 0));
    }

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(0.2, "1 s")]
    [InlineData(59, "59 s")]
    [InlineData(59.5, "1 min")]
    [InlineData(61, "2 min")]
    [InlineData(99 * 60, "99 min")]
    [InlineData(99.5 * 60, "1.7 h")]
    public void Rounds_a_time_up(double seconds, string text) => Assert.Equal(text, RunningTable.Duration(TimeSpan.FromSeconds(seconds)));

    private static PlannedRun Run(string experiment, Strategy strategy, int seed) => new(
        new(new SmallCnn(8), new Digits { LabelsPerClass = 20 }, strategy, new(), seed), new RunKey(new Dictionary<string, KeyPart>()), [experiment], null, null, "no receipt");
}
