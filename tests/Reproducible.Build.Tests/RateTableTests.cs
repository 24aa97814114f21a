using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Runs;
using Reproducible.Strategies;
using Reproducible.Training;

namespace Reproducible.Build.Tests;

public class RateTableTests
{
    [Fact]
    public void Prints_declared_and_suggested_rates_a_line_a_test()
    {
        // Steps 11 to 36 are looked at, and fall all the way: most from 11 on; a third of the 26 and a sixth, 12 steps in, is step 22.
        var steps = Enumerable.Range(1, 41).Select(step => new RangeStep(step, 1e-6 * Math.Pow(10, step / 10.0), 0, step <= 11 ? 1 : 1 - (step / 64.0))).ToList();
        var spec = new RunSpec(new SmallCnn(4), new Digits { Classes = [0, 1] }, new FullFineTune(), new() { LearningRate = 0.003 }, 0);

        var lines = Drawn.Lines(80, console => RateTable.Write([new("FullFineTune", "a", spec, new(steps, 0.5)), new("Short", "b", spec, new(steps[..3], null))], console));

        Assert.Equal(
            [
                "Strategy      Declared  Steepest  Valley  Diverged at",
                "FullFineTune     0.003    1.3e-5  1.6e-4          0.5",
                "Short            0.003         –       –            –",
            ],
            lines.Skip(1).Take(3));
    }
}
