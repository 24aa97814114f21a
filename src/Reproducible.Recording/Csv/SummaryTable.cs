using Reproducible.Runs;
using Reproducible.Statistics;

namespace Reproducible.Recording.Csv;

/// <summary>summary.csv: one row a strategy, dataset and backbone. Each column is described in results/README.md.</summary>
internal static class SummaryTable
{
    /// <summary>The whole file, rows in the experiment's order.</summary>
    public static string Text(ExperimentResult result) => Of(result.Name).Text(result.Summaries);

    /// <summary>The columns of an experiment's table.</summary>
    public static CsvTable<Summary> Of(string experiment) => new(
        ("experiment", _ => experiment),
        ("strategy", row => row.Strategy.ToString()),
        ("dataset", row => row.Dataset.ToString()),
        ("examples", row => Cell.Of(row.Examples)),
        ("backbone", row => row.Backbone.ToString()),
        ("n", row => Cell.Of(row.Accuracy?.Count ?? 0)),
        ("failed", row => Cell.Of(row.Failed)),
        ("mean_test_accuracy", row => Cell.Of(row.Accuracy?.Mean)),
        ("sd", row => Cell.Of(row.Accuracy?.StandardDeviation)),
        ("low", row => Cell.Of(row.Accuracy?.Low)),
        ("high", row => Cell.Of(row.Accuracy?.High)),
        ("gain_mean", row => Cell.Of(row.Gain?.Mean)),
        ("gain_low", row => Cell.Of(row.Gain?.Low)),
        ("gain_high", row => Cell.Of(row.Gain?.High)),
        ("gain_n", row => Cell.Of(row.Gain?.Count ?? 0)),
        ("verdict", row => Text(row.Verdict)),
        ("train_seconds", row => Cell.Of(row.TrainSeconds)));

    /// <summary>For people and for the table; empty when there is nothing to compare with, or a single pair.</summary>
    public static string Text(Verdict verdict) => verdict switch
    {
        Verdict.Gain => "gain",
        Verdict.NoDifference => "no difference",
        Verdict.NegativeTransfer => "negative transfer",
        _ => "",
    };

    /// <summary>From harm to gain, for charts and for sorting; null where nothing is said.</summary>
    public static double? Number(Verdict verdict) => verdict switch
    {
        Verdict.Gain => 1,
        Verdict.NoDifference => 0,
        Verdict.NegativeTransfer => -1,
        _ => null,
    };
}
