using Reproducible.Training;

namespace Reproducible.Tests.Training;

public sealed class TallyTests
{
    [Fact]
    public void Metrics_follow_from_the_confusion_matrix()
    {
        // True class 0: 3 right, 1 taken for 1. True class 1: 2 taken for 0, 4 right.
        var metrics = Tally.MetricsOf([3, 1, 2, 4], classes: 2, lossSum: 5);

        Assert.Equal(0.5, metrics.Loss, 12);
        Assert.Equal(0.7, metrics.Accuracy, 12);
        Assert.Equal(((3.0 / 5) + (4.0 / 5)) / 2, metrics.Precision, 12);
        Assert.Equal(((3.0 / 4) + (4.0 / 6)) / 2, metrics.Recall, 12);
        Assert.Equal(((2 * 3.0 / 9) + (2 * 4.0 / 11)) / 2, metrics.F1, 12);
        Assert.Equal([[3, 1], [2, 4]], metrics.Confusion);
    }

    [Fact]
    public void A_class_never_predicted_has_precision_and_f1_zero()
    {
        var metrics = Tally.MetricsOf([4, 0, 4, 0], classes: 2, lossSum: 8);

        Assert.Equal((0.25, 0.5, (2 * 0.5 / 1.5) / 2), (metrics.Precision, metrics.Recall, metrics.F1));
    }
}
