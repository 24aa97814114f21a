using System.Globalization;
using CsvHelper;

namespace Reproducible.Runs;

/// <summary>gradients.csv: a row a weight that learns and an epoch, how its gradient was spread at the epoch's last step.</summary>
public static class GradientTable
{
    private static readonly CsvWriterOptions Dialect = new() { NewLine = "\n" };

    internal static void Write(string path, IEnumerable<(long Step, string Weight, Histogram Gradient)> rows)
    {
        using var csv = CsvWriter.ToFile(path, Dialect);
        csv.WriteRecords(rows.Select(row => new GradientRow
        {
            Step = row.Step,
            Weight = row.Weight,
            Least = row.Gradient.Least,
            Most = row.Gradient.Most,
            Count = row.Gradient.Count,
            Sum = row.Gradient.Sum,
            SumSquares = row.Gradient.SumSquares,
            Buckets = string.Join(' ', row.Gradient.Buckets),
        }));
    }

    /// <summary>The rows in order.</summary>
    public static IReadOnlyList<(long Step, string Weight, Histogram Gradient)> Read(string path)
    {
        using var csv = CsvReader.FromFile(path);

        return [.. csv.GetRecords<GradientRow>().Select(row => (row.Step, row.Weight, new Histogram(
            row.Least, row.Most, row.Count, row.Sum, row.SumSquares, [.. row.Buckets.Split(' ').Select(count => long.Parse(count, CultureInfo.InvariantCulture))])))];
    }
}

/// <summary>A row of gradients.csv.</summary>
[CsvRecord]
internal sealed partial record GradientRow
{
    [CsvColumn("step")]
    public long Step { get; init; }

    [CsvColumn("weight")]
    public string Weight { get; init; } = "";

    [CsvColumn("least")]
    public double Least { get; init; }

    [CsvColumn("most")]
    public double Most { get; init; }

    [CsvColumn("count")]
    public long Count { get; init; }

    [CsvColumn("sum")]
    public double Sum { get; init; }

    [CsvColumn("sum_squares")]
    public double SumSquares { get; init; }

    /// <summary>Counts after blanks.</summary>
    [CsvColumn("buckets")]
    public string Buckets { get; init; } = "";
}
