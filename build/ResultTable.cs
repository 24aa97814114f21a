using Reproducible.Runs;
using Reproducible.Statistics;
using Spectre.Console;

namespace Reproducible.Build;

/// <summary>The table at the end of a call: a line a strategy. Shares are printed in percent, gains in points.</summary>
internal static class ResultTable
{
    private const int PipeWidth = 80; // Columns where there is no terminal to ask.

    /// <param name="plain">No colours, no lines, 80 columns.</param>
    public static void Write(IReadOnlyList<ExperimentResult> results, TextWriter output, bool plain)
    {
        if (results.Count == 0)
        {
            return;
        }

        var table = new Table { Border = plain ? TableBorder.None : TableBorder.Simple };
        table.AddColumn(new TableColumn("Strategy").Padding(0, 0, 1, 0));
        table.AddColumn(new TableColumn("n").RightAligned().NoWrap().Padding(0, 0, 1, 0));
        foreach (var heading in new[] { "Accuracy %", "Gain, points" })
        {
            table.AddColumn(new TableColumn(heading).RightAligned().NoWrap().Padding(0, 0, 2, 0));
        }

        table.AddColumn(new TableColumn("Verdict").NoWrap().Padding(0, 0, 2, 0));
        table.AddColumn(new TableColumn("Seconds").RightAligned().NoWrap().Padding(0, 0, 0, 0));
        foreach (var (label, summary) in results.SelectMany(result => result.Summaries.Select(summary => (Label(result, summary), summary))))
        {
            table.AddRow([new Text(label), .. Cells(summary).Select(cell => new Text(cell)), Colored(summary.Verdict), new Text($"{summary.TrainSeconds:0.0}")]);
        }

        var console = ConsoleOn(output, plain);
        console.WriteLine();
        console.Write(table);
        console.WriteLine("± is the 95 % interval; a gain is over from-scratch, paired by seed.");
    }

    private static IAnsiConsole ConsoleOn(TextWriter output, bool plain)
    {
        var console = AnsiConsole.Create(new()
        {
            Ansi = plain ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = plain ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
            Out = new AnsiConsoleOutput(output),
        });
        if (plain)
        {
            console.Profile.Width = PipeWidth;
        }

        return console;
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

        return result.Summaries.DistinctBy(other => other.Examples).Count() > 1 ? $"{strategy} {summary.Examples}" : strategy;
    }

    private static IEnumerable<string> Cells(Summary summary)
    {
        var seeds = summary.Accuracy?.Count ?? 0;

        yield return summary.Failed == 0 ? $"{seeds}" : $"{seeds}/{seeds + summary.Failed}";
        yield return summary.Accuracy is { } accuracy ? Percent(accuracy, "0.00") : "";
        yield return summary.Gain is { } gain ? Percent(gain, "+0.00;-0.00") : "";
    }

    private static string Percent(Interval interval, string format) => interval.Count == 1
        ? (interval.Mean * 100).ToString(format, null)
        : $"{(interval.Mean * 100).ToString(format, null)} ± {(interval.High - interval.Mean) * 100:0.00}";

    private static Text Colored(Verdict verdict) => verdict switch
    {
        Verdict.Gain => new("gain", new Style(Color.Green)),
        Verdict.NegativeTransfer => new("negative transfer", new Style(Color.Red)),
        Verdict.NoDifference => new("no difference"),
        _ => new(""),
    };
}
