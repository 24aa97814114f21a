using System.Globalization;
using Reproducible.Recording.Mlflow.Rest;
using Reproducible.Recording.Mlflow.Shipping;

namespace Reproducible.Recording.Mlflow.Translation;

/// <summary>What a run's worker used, as MLflow's system metrics: <c>system/cpu_utilization_percentage</c> and its like, a point a sample.</summary>
internal static class SystemMetrics
{
    /// <summary>A column <c>seconds</c> since the run's start, and one a metric, by MLflow's name; runs of before have none.</summary>
    public const string File = "system.csv";

    // MLflow shows what begins so on a page of its own; the slash is meant as one here.
    private const string Prefix = "system/";

    /// <summary>All points; none where there is no file, and none of a row or cell that is no number.</summary>
    public static IEnumerable<MlflowMetric> Of(StoredRun run)
    {
        var path = Path.Combine(run.Folder, File);
        var lines = System.IO.File.Exists(path) ? System.IO.File.ReadAllLines(path) : [];
        var columns = lines.Length > 0 ? lines[0].Split(',') : [];
        var time = Array.IndexOf(columns, "seconds");
        if (time < 0)
        {
            yield break;
        }

        for (var row = 1; row < lines.Length; row++)
        {
            var cells = lines[row].Split(',');
            if (cells.Length != columns.Length || Number(cells[time]) is not { } seconds)
            {
                continue;
            }

            for (var column = 0; column < columns.Length; column++)
            {
                if (column != time && Number(cells[column]) is { } value)
                {
                    yield return new($"{Prefix}{MlflowKey.Encode(columns[column])}", value, run.Start + (long)(seconds * 1000), row - 1);
                }
            }
        }
    }

    private static double? Number(string cell) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null;
}
