using System.Globalization;
using Reproducible.Runs;
using Reproducible.Statistics;
using Spectre.Console;

namespace Reproducible.Build;

/// <summary>The table at the end of a call: a line a strategy. Shares are printed in percent, gains in points.</summary>
internal static class ResultTable
{
    private const int NameLeast = 20;

    public static void Write(IReadOnlyList<ExperimentResult> results, IAnsiConsole console)
    {
        if (results.Count == 0)
        {
            return;
        }

        var table = new FittingTable(
        [
            new("Strategy", Rank: 0, IsText: true, Gap: 1),
            new("n", Rank: 3, Gap: 1),
            new("Accuracy %", Rank: 0),
            new("Gain, points", Rank: 1),
            new("Verdict", Rank: 2, IsText: true),
            new("Seconds", Rank: 4),
        ]);
        foreach (var (label, summary) in results.SelectMany(result => result.Summaries.Select(summary => (Label(result, summary), summary))))
        {
            var seeds = summary.Accuracy?.Count ?? 0;
            table.Add(
                label,
                summary.Failed == 0 ? $"{seeds}" : $"{seeds}/{seeds + summary.Failed}",
                summary.Accuracy is { } accuracy ? Percent(accuracy, "0.00") : "",
                summary.Gain is { } gain ? Percent(gain, "+0.00;-0.00") : "",
                Colored(summary.Verdict),
                Text($"{summary.TrainSeconds:0.0}"));
        }

        console.WriteLine();
        console.Write(table.Fit(console.Profile.Width, NameLeast, wraps: true));
        console.Write(new Text("± is the 95 % interval; a gain is over from-scratch, paired by seed.\n"));
    }

    /// <summary>An experiment of one line goes by its own name, which is mostly its strategy's; one of several by its grid.</summary>
    private static string Label(ExperimentResult result, Summary summary)
    {
        if (result.Summaries.Count == 1)
        {
            return result.Name;
        }

        var strategy = result.Summaries.Any(other => other.Strategy.Name == summary.Strategy.Name && !other.Strategy.Equals(summary.Strategy))
            ? summary.Strategy.ToString()
            : summary.Strategy.Name;

        return result.Summaries.DistinctBy(other => other.Examples).Count() > 1 ? Text($"{strategy} {summary.Examples}") : strategy;
    }

    private static string Percent(Interval interval, string format) => interval.Count == 1
        ? (interval.Mean * 100).ToString(format, CultureInfo.InvariantCulture)
        : Text($"{(interval.Mean * 100).ToString(format, CultureInfo.InvariantCulture)} ± {(interval.High - interval.Mean) * 100:0.00}");

    private static Cell Colored(Verdict verdict) => verdict switch
    {
        Verdict.Gain => new Cell("gain", new Style(Color.Green)),
        Verdict.NegativeTransfer => new Cell("negative transfer", new Style(Color.Red)),
        Verdict.NoDifference => new Cell("no difference"),
        _ => new Cell(""),
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
