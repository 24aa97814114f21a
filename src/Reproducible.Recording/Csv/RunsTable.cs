using Reproducible.Runs;

namespace Reproducible.Recording.Csv;

/// <summary>runs.csv: one row a run. Each column's type, unit and range is in results/README.md; new columns go at the end.</summary>
internal static class RunsTable
{
    /// <summary>The whole file, rows in the experiment's order.</summary>
    public static string Text(ExperimentResult result) => Of(result.Name).Text(result.Runs);

    /// <summary>The columns of an experiment's table.</summary>
    public static CsvTable<RunRecord> Of(string experiment) => new(
        ("id", run => run.Receipt.Id),
        ("experiment", _ => experiment),
        ("strategy", run => run.Spec.Strategy.ToString()),
        ("source", run => run.Receipt.SourceId ?? ""),
        ("dataset", run => run.Spec.Dataset.ToString()),
        ("examples", run => Examples(run, "train")),
        ("backbone", run => run.Spec.Backbone.ToString()),
        ("seed", run => Cell.Of(run.Spec.Seed)),
        ("test_accuracy", run => Cell.Of(run.Receipt.Test?.Accuracy)),
        ("test_precision", run => Cell.Of(run.Receipt.Test?.Precision)),
        ("test_recall", run => Cell.Of(run.Receipt.Test?.Recall)),
        ("test_f1", run => Cell.Of(run.Receipt.Test?.F1)),
        ("test_loss", run => Cell.Of(run.Receipt.Test?.Loss)),
        ("train_seconds", run => Cell.Of(run.Receipt.TrainSeconds)),
        ("status", run => run.Receipt.Status.ToString().ToLowerInvariant()),
        ("weights_sha256", run => run.Receipt.WeightsSha256 ?? ""),
        ("recipe", run => run.Spec.Recipe.ToString()),
        ("epochs", run => Cell.Of(run.Epochs.Count)),
        ("steps", run => Cell.Of(run.Epochs.Count > 0 ? run.Epochs[^1].Steps : 0)),
        ("val_accuracy", run => Cell.Of(run.Epochs.Count > 0 ? run.Epochs[^1].Validation.Accuracy : null)),
        ("val_loss", run => Cell.Of(run.Epochs.Count > 0 ? run.Epochs[^1].Validation.Loss : null)),
        ("validation_examples", run => Examples(run, "validation")),
        ("test_examples", run => Examples(run, "test")),
        ("parameters", run => Cell.Of(run.Receipt.Parameters)),
        ("trainable_parameters", run => Cell.Of(run.Receipt.TrainableParameters)),
        ("total_seconds", run => Cell.Of(run.Receipt.TotalSeconds)),
        ("started_at", run => Cell.Of(run.Receipt.StartedAt)),
        ("commit", run => run.Receipt.Environment.GetValueOrDefault("commit", "")),
        ("failed_step", run => Cell.Of(run.Receipt.FailedStep)),
        ("error", run => run.Receipt.Error ?? ""),
        ("peak_memory_bytes", run => run.Receipt.PeakMemoryBytes > 0 ? Cell.Of(run.Receipt.PeakMemoryBytes) : ""));

    private static string Examples(RunRecord run, string split) =>
        run.Receipt.Examples.TryGetValue(split, out var count) ? Cell.Of(count) : "";
}
