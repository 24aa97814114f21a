using Reproducible.Recording.Report.Data;
using Reproducible.Runs;
using Reproducible.Strategies;

namespace Reproducible.Recording.Tests.Report.Data;

public class CurvePointTests
{
    [Fact]
    public void A_point_is_the_mean_over_the_seeds_that_were_looked_at_then()
    {
        var curve = CurvePoint.Of([With((3, 0.5), (6, 0.75)), With((3, 0.25))]);

        Assert.Equal([3, 6], curve.Select(point => point.Steps));
        Assert.Equal([0.375, 0.75], curve.Select(point => point.Validation.Mean));
        Assert.Equal([2, 1], curve.Select(point => point.Validation.Count));
    }

    [Fact]
    public void Long_curves_are_thinned_evenly_and_keep_their_ends()
    {
        var curve = CurvePoint.Of([With([.. Enumerable.Range(1, 1000).Select(step => (step, 0.5))])]);

        Assert.Equal(CurvePoint.Most, curve.Count);
        Assert.Equal((1, 1000), (curve[0].Steps, curve[^1].Steps));
        Assert.All(curve.Zip(curve.Skip(1)), pair => Assert.InRange(pair.Second.Steps - pair.First.Steps, 25, 26));
    }

    private static RunRecord With(params (int Steps, double Accuracy)[] looks) => ReportSample.Run(new FromScratch(), 0, 0.5) with
    {
        Epochs = [.. looks.Select((look, index) => new EpochMetrics(index + 1, look.Steps, 0.1, Sample.Measured(0.5, 0.9), Sample.Measured(0.5, look.Accuracy)))],
    };
}
