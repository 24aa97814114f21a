using Reproducible.Recording.Mlflow.Rest;
using Reproducible.Recording.Mlflow.Shipping;
using Reproducible.Runs;

namespace Reproducible.Recording.Mlflow.Translation;

/// <summary>
/// A run's numbers as MLflow's metrics. A step is an epoch; what is measured once stands at step 0, for which MLflow's pages draw
/// a bar a run instead of a line of one point.
/// </summary>
/// <param name="values">Makes the keys legal.</param>
internal sealed class RunMetrics(StoredRun run, LongValues values)
{
    private readonly IReadOnlyList<EpochMetrics> epochs = run.Epochs();

    /// <summary>All points; for each key in time order. Test accuracy is first, since MLflow's page for comparing runs plots the first metric unasked.</summary>
    public IReadOnlyList<MlflowMetric> All() =>
    [
        .. Test("", run.Receipt.Test),
        .. epochs.SelectMany(EpochPoints),
        .. run.Receipt.TestByTask.OrderBy(task => task.Key, StringComparer.Ordinal).SelectMany(task => Test($".{task.Key}", task.Value)),
        Once("train_seconds", run.Receipt.TrainSeconds),
    ];

    // Nobody recorded when each epoch ended: they are taken to be equally long and to end with the run.
    private IEnumerable<MlflowMetric> EpochPoints(EpochMetrics epoch, int index)
    {
        var time = run.End - (long)(run.Receipt.TrainSeconds * 1000 * (epochs.Count - 1 - index) / epochs.Count);
        var points = new[]
        {
            ("train_loss", epoch.Train.Loss),
            ("train_accuracy", epoch.Train.Accuracy),
            ("val_loss", epoch.Validation.Loss),
            ("val_accuracy", epoch.Validation.Accuracy),
            ("val_f1", epoch.Validation.F1),
            ("learning_rate", epoch.LearningRate),
        };

        return points.Select(point => new MlflowMetric(point.Item1, point.Item2, Math.Max(time, run.Start), epoch.Epoch));
    }

    private IEnumerable<MlflowMetric> Test(string suffix, Metrics? test) => test is null ? [] :
    [
        Once($"test_accuracy{suffix}", test.Accuracy),
        Once($"test_precision{suffix}", test.Precision),
        Once($"test_recall{suffix}", test.Recall),
        Once($"test_f1{suffix}", test.F1),
        Once($"test_loss{suffix}", test.Loss),
    ];

    private MlflowMetric Once(string name, double value) => new(values.MetricKey(name), value, run.End, Step: 0);
}
