using CsvHelper;
using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Recording.Mlflow.Shipping;

/// <summary>Reads metrics.csv, two rows an epoch, of a run that no experiment declares any more.</summary>
internal static class EpochFile
{
    /// <summary>One an epoch, in order; without the confusion counts, which no metric is made of.</summary>
    /// <param name="folder">Absolute path of the run's folder.</param>
    /// <exception cref="ReproducibleException">The file is damaged.</exception>
    public static IReadOnlyList<EpochMetrics> Read(string folder)
    {
        var path = Path.Combine(folder, RunFiles.Metrics);
        try
        {
            using var csv = CsvReader.FromFile(path);

            return [.. csv.GetRecords<EpochLine>().ToList().Chunk(2).Select(pair => new EpochMetrics(
                pair[0].Epoch, pair[0].Steps, pair[0].LearningRate, pair[0].Metrics, pair[^1].Metrics))];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CsvFormatException or FormatException)
        {
            throw new ReproducibleException($"'{path}' cannot be read: {fault.Message}", "Delete that run's folder; the run is then done again.", fault);
        }
    }
}

/// <summary>A row of metrics.csv.</summary>
[CsvRecord]
internal sealed partial record EpochLine
{
    [CsvColumn("epoch")]
    public int Epoch { get; init; }

    [CsvColumn("steps")]
    public long Steps { get; init; }

    [CsvColumn("learning_rate")]
    public double LearningRate { get; init; }

    [CsvColumn("loss")]
    public double Loss { get; init; }

    [CsvColumn("accuracy")]
    public double Accuracy { get; init; }

    [CsvColumn("precision")]
    public double Precision { get; init; }

    [CsvColumn("recall")]
    public double Recall { get; init; }

    [CsvColumn("f1")]
    public double F1 { get; init; }

    public Metrics Metrics => new(Loss, Accuracy, Precision, Recall, F1, []);
}
