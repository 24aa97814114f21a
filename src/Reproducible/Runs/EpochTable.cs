using System.Globalization;
using CsvHelper;

namespace Reproducible.Runs;

/// <summary>metrics.csv: two rows an epoch, train and validation.</summary>
internal static class EpochTable
{
    private static readonly CsvWriterOptions Dialect = new() { NewLine = "\n" };

    public static void Write(string path, IEnumerable<EpochMetrics> epochs)
    {
        using var csv = CsvWriter.ToFile(path, Dialect);
        csv.WriteRecords(epochs.SelectMany(epoch => new[] { RowOf(epoch, "train", epoch.Train), RowOf(epoch, "validation", epoch.Validation) }));
    }

    public static IReadOnlyList<EpochMetrics> Read(string path)
    {
        using var csv = CsvReader.FromFile(path);

        return [.. csv.GetRecords<EpochRow>().ToList().Chunk(2).Select(pair => new EpochMetrics(
            pair[0].Epoch, pair[0].Steps, pair[0].LearningRate, MetricsOf(pair[0]), MetricsOf(pair[^1])))];
    }

    private static EpochRow RowOf(EpochMetrics epoch, string split, Metrics metrics) => new()
    {
        Epoch = epoch.Epoch,
        Steps = epoch.Steps,
        Split = split,
        LearningRate = epoch.LearningRate,
        Loss = metrics.Loss,
        Accuracy = metrics.Accuracy,
        Precision = metrics.Precision,
        Recall = metrics.Recall,
        F1 = metrics.F1,
        Confusion = string.Join(';', metrics.Confusion.Select(row => string.Join(' ', row))),
    };

    private static Metrics MetricsOf(EpochRow row) => new(
        row.Loss,
        row.Accuracy,
        row.Precision,
        row.Recall,
        row.F1,
        [.. row.Confusion.Split(';').Select(line => (IReadOnlyList<long>)[.. line.Split(' ').Select(count => long.Parse(count, CultureInfo.InvariantCulture))])]);
}

/// <summary>A row of metrics.csv.</summary>
[CsvRecord]
internal sealed partial record EpochRow
{
    [CsvColumn("epoch")]
    public int Epoch { get; init; }

    [CsvColumn("steps")]
    public long Steps { get; init; }

    [CsvColumn("split")]
    public string Split { get; init; } = "";

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

    /// <summary>Counts; true classes after semicolons, predicted classes after spaces.</summary>
    [CsvColumn("confusion")]
    public string Confusion { get; init; } = "";
}
