using Reproducible.Training;

namespace Reproducible.Build.Tests;

public class ProfileTableTests
{
    private static readonly ProfileSummary Summary = new(
        5,
        2,
        40,
        [new(StepPhase.Forward, 10, 9), new(StepPhase.Backward, 30, 27)],
        [new(StepPhase.Backward, "aten::convolution_backward", 4, 27), .. Enumerable.Range(0, 16).Select(place => new OperatorTime(StepPhase.Forward, $"aten::op{place}", 1, 0.5))],
        0,
        []);

    [Fact]
    public void Prints_parts_of_a_step_and_then_operators_the_longest_first()
    {
        var lines = Drawn.Lines(80, console => ProfileTable.Write(Summary, console));

        Assert.Equal(
            [
                "Part of the step  ms a step  Share %  In operators %",
                "forward               5.000     25.0            90.0",
                "backward             15.000     75.0            90.0",
                "all                  20.000    100.0            90.0",
                "",
                "Operator                    Part      Calls  Self ms  Share %",
                "aten::convolution_backward  backward      4    27.00     67.5",
                "aten::op0                   forward       1     0.50      1.3",
            ],
            lines.Skip(1).Take(8));
        Assert.Contains("2 others                                  2     1.00      2.5", lines);
    }

    [Fact]
    public void Fits_a_narrow_window() => Assert.All(Drawn.Lines(60, console => ProfileTable.Write(Summary, console)), line => Assert.True(line.Length <= 60, line));
}
