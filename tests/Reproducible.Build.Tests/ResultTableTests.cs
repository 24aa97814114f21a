using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Runs;
using Reproducible.Statistics;
using Reproducible.Strategies;

namespace Reproducible.Build.Tests;

public class ResultTableTests
{
    [Fact]
    public void Prints_a_line_a_strategy_within_eighty_columns()
    {
        var lines = Print(
            Result("Source.FashionEight", Summary(new FromScratch(), 1, 0.9264, null, null, Verdict.None)),
            Result("FromScratch", Summary(new FromScratch(), 10, 0.9512, 0.0034, null, Verdict.None)),
            Result("FeatureExtraction", Summary(new FeatureExtraction(), 10, 0.9, 0.01, (-0.0512, 0.012), Verdict.NegativeTransfer)),
            Result("FullFineTune", Summary(new FullFineTune(), 10, 0.9635, 0.0021, (0.0123, 0.0045), Verdict.Gain)));

        Assert.Equal(
            [
                "Strategy             n   Accuracy %  Gain, points  Verdict            Seconds",
                "Source.FashionEight  1        92.64                                      12.3",
                "FromScratch         10 95.12 ± 0.34                                      12.3",
                "FeatureExtraction   10 90.00 ± 1.00  -5.12 ± 1.20  negative transfer     12.3",
                "FullFineTune        10 96.35 ± 0.21  +1.23 ± 0.45  gain                  12.3",
            ],
            lines.Skip(1).Take(5));
        Assert.All(lines, line => Assert.True(line.Length <= 80, line));
    }

    [Fact]
    public void Says_how_many_of_the_runs_finished_where_some_failed()
    {
        Assert.Contains(" 10/12 ", Print(Result("FullFineTune", Summary(new FullFineTune(), 10, 0.9, 0.1, null, Verdict.None) with { Failed = 2 }))[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Tells_the_lines_of_one_experiment_apart_by_strategy_and_labels()
    {
        var few = Summary(new FullFineTune(), 5, 0.9, 0.01, null, Verdict.None);
        var lines = Print(Result("FewLabels", few with { Examples = 20 }, few with { Examples = 50 }));

        Assert.StartsWith("FullFineTune 20 ", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("FullFineTune 50 ", lines[3], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(70, "Strategy", "n", "Accuracy", "%", "Gain,", "points", "Verdict")]
    [InlineData(65, "Strategy", "Accuracy", "%", "Gain,", "points", "Verdict")]
    [InlineData(60, "Strategy", "Accuracy", "%", "Gain,", "points")]
    [InlineData(40, "Strategy", "Accuracy", "%")]
    public void Leaves_out_columns_rather_than_wrap_them(int width, params string[] headings)
    {
        var lines = Print(width, Result("FeatureExtraction", Summary(new FeatureExtraction(), 10, 0.9, 0.01, (-0.0512, 0.012), Verdict.NegativeTransfer)));

        Assert.Equal(headings, lines[1].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("FeatureExtraction", lines[2], StringComparison.Ordinal);
        Assert.StartsWith("± is", lines[3], StringComparison.Ordinal);
        Assert.All(lines, line => Assert.True(line.Length <= width, line));
    }

    private static List<string> Print(params ExperimentResult[] results) => Print(80, results);

    private static List<string> Print(int width, params ExperimentResult[] results) => Drawn.Lines(width, console => ResultTable.Write(results, console));

    private static ExperimentResult Result(string name, params Summary[] summaries) => new(name, "", [], summaries);

    /// <summary>A summary whose intervals reach as far to both sides as <paramref name="half"/> and the gain's second number say.</summary>
    private static Summary Summary(Strategy strategy, int seeds, double mean, double? half, (double Mean, double Half)? gain, Verdict verdict) => new(
        strategy,
        new Digits(),
        new SmallCnn(1),
        Examples: 200,
        Accuracy: new(seeds, mean, 0, mean - (half ?? double.PositiveInfinity), mean + (half ?? double.PositiveInfinity)),
        Gain: gain is { } points ? new(seeds, points.Mean, 0, points.Mean - points.Half, points.Mean + points.Half) : null,
        verdict,
        TrainSeconds: 12.34,
        Failed: 0);
}
