using Reproducible.Recording.Report.Data;
using Reproducible.Runs;

namespace Reproducible.Recording.Tests.Report.Data;

public class ClassScoreTests
{
    [Fact]
    public void Precision_goes_down_a_column_and_recall_along_a_row()
    {
        var scores = ClassScore.Of([Confused([[8, 2], [4, 6]]), Confused([[6, 4], [0, 10]])], ["cat", "dog"]);

        Assert.Equal(["cat", "dog"], scores.Select(score => score.Name));
        Assert.Equal((0.8 + 0.6) / 2, scores[0].Recall.Mean, 12);
        Assert.Equal((8 / 12.0 + 6 / 6.0) / 2, scores[0].Precision.Mean, 12);
        Assert.Equal([4, 16], scores[1].PredictedAs);
        Assert.Equal(10, scores[0].Examples);
    }

    [Fact]
    public void A_class_never_predicted_has_precision_zero() =>
        Assert.Equal(0, ClassScore.Of([Confused([[0, 5], [0, 5]])], ["cat", "dog"])[0].Precision.Mean);

    private static Metrics Confused(IReadOnlyList<IReadOnlyList<long>> counts) => new(0, 0, 0, 0, 0, counts);
}
