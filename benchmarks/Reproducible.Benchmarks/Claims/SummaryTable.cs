using System.Globalization;
using CsvHelper;

namespace Reproducible.Benchmarks.Claims;

/// <summary>The product's summary.csv, as far as it is wanted here.</summary>
internal static class SummaryTable
{
    /// <summary>Mean test accuracy of the table's first strategy, 0 to 1.</summary>
    public static double MeanAccuracy(string path)
    {
        using var csv = CsvReader.FromText(File.ReadAllText(path), new() { HasHeader = false, Separator = ',' });
        csv.Read();
        var place = csv.Current.ToArray().ToList().IndexOf("mean_test_accuracy");
        csv.Read();

        return double.Parse(csv.Current.ToArray()[place], CultureInfo.InvariantCulture);
    }
}
