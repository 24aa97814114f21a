using Reproducible.Recording.TensorBoard.Messages;
using Reproducible.Runs;

namespace Reproducible.Recording.TensorBoard;

/// <summary>
/// A run's numbers under TensorBoard's tags; what stands before the slash is the group they are shown in. Written as
/// <c>simple_value</c>, 32 bits, which every reader of event files knows.
/// </summary>
internal static class Scalars
{
    public const string TestAccuracy = "test/accuracy";
    public const string TestF1 = "test/f1";
    public const string TestLoss = "test/loss";
    public const string ValidationAccuracy = "validation/accuracy";
    public const string TrainLoss = "train/loss";
    public const string TrainSeconds = "cost/train_seconds";

    /// <summary>What an epoch measured, at its last step.</summary>
    public static IEnumerable<Summary.Types.Value> Of(EpochMetrics epoch) =>
    [
        Value(TrainLoss, epoch.Train.Loss),
        Value("train/accuracy", epoch.Train.Accuracy),
        Value("validation/loss", epoch.Validation.Loss),
        Value(ValidationAccuracy, epoch.Validation.Accuracy),
        Value("validation/f1", epoch.Validation.F1),
        Value("learning_rate", epoch.LearningRate),
    ];

    /// <summary>What a run measured once; a further task's metrics have its name behind a dot. A failed run has its cost alone.</summary>
    public static IEnumerable<Summary.Types.Value> Of(Receipt receipt) =>
    [
        .. receipt.Test is { } test ? Of(test, "") : [],
        .. receipt.TestByTask.OrderBy(task => task.Key, StringComparer.Ordinal).SelectMany(task => Of(task.Value, $".{task.Key}")),
        Value(TrainSeconds, receipt.TrainSeconds),
        Value("cost/total_seconds", receipt.TotalSeconds),
        Value("cost/parameters", receipt.Parameters),
        Value("cost/trainable_parameters", receipt.TrainableParameters),
        .. receipt.PeakMemoryBytes > 0 ? [Value("cost/peak_memory_bytes", receipt.PeakMemoryBytes)] : Array.Empty<Summary.Types.Value>(),
    ];

    private static IEnumerable<Summary.Types.Value> Of(Metrics test, string task) =>
    [
        Value($"{TestAccuracy}{task}", test.Accuracy),
        Value($"test/precision{task}", test.Precision),
        Value($"test/recall{task}", test.Recall),
        Value($"{TestF1}{task}", test.F1),
        Value($"{TestLoss}{task}", test.Loss),
    ];

    private static Summary.Types.Value Value(string tag, double number) => new() { Tag = tag, SimpleValue = (float)number };
}
