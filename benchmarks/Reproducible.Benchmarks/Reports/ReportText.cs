using System.Globalization;
using System.Text;
using Reproducible.Benchmarks.Claims;
using Reproducible.Benchmarks.Measuring;

namespace Reproducible.Benchmarks.Reports;

/// <summary>The report as Markdown.</summary>
internal static class ReportText
{
    // A middle half wider than this share of its median is more than the machine's usual noise.
    private const double WideSpread = 0.10;

    /// <param name="started">Of the whole call.</param>
    /// <param name="quick">Whether sizes were tiny: then nothing in it is a measurement.</param>
    public static string Of(Machine machine, IReadOnlyList<Outcome> outcomes, DateTimeOffset started, bool quick)
    {
        var text = new StringBuilder();
        Line("# Benchmarks");
        Line();
        Line(string.Create(CultureInfo.InvariantCulture, $"{started:yyyy-MM-dd HH:mm} UTC, {outcomes.Sum(outcome => outcome.Seconds) / 60:0.0} minutes. Each claim is measured beside its peer in the same call, in turn, several times; a ratio is of"));
        Line("two measurements that follow each other. Read the ratios: absolute figures are of this machine and this day.");
        foreach (var warning in Warnings(machine, outcomes, quick))
        {
            Line();
            Line($"> **{warning}**");
        }

        Line();
        Line("| claim | what | goal | median | middle half | n | verdict |");
        Line("| --- | --- | --- | ---: | ---: | ---: | --- |");
        foreach (var outcome in outcomes)
        {
            foreach (var finding in outcome.Findings.Where((finding, place) => place == 0 || finding.Goal is not null))
            {
                Line($"| [{outcome.Claim.Name}](#{outcome.Claim.Name}) | {(finding == outcome.Findings[0] ? outcome.Claim.Says : finding.What)} | {finding.Goal?.ToString() ?? "stated"} | {Row(finding.Value)} | {Verdict(finding)} |");
            }

            if (outcome.NotMeasured is { } reason)
            {
                Line($"| [{outcome.Claim.Name}](#{outcome.Claim.Name}) | {outcome.Claim.Says} | | | | | {(outcome.Failed ? "**failed**" : $"not measured: {FirstLine(reason)}")} |");
            }
        }

        Line();
        Line("*Middle half*: from the first quartile to the third. *n*: pairs, or measurements; a first round that warms up is not counted.");
        Line();
        Line("| machine | |");
        Line("| --- | --- |");
        foreach (var (name, value) in machine.Facts)
        {
            Line($"| {name} | {value} |");
        }

        Line();
        Line("To repeat, on a machine that does nothing else:");
        Line();
        Line("```bash");
        Line("apt-get install python3-torch python3-numpy    # the peer, on the same libtorch");
        Line("./build.sh --target=Benchmarks");
        Line("dotnet cake --target=Benchmarks --filter=step-small-cnn    # one claim; its report goes to artifacts/benchmarks/report");
        Line("```");
        Line();
        Line("Every value measured is in `benchmarks.csv`. What both sides run is in [benchmarks](../../benchmarks/README.md).");
        foreach (var outcome in outcomes)
        {
            Section(outcome);
        }

        return text.ToString();

        void Line(string line = "") => text.Append(line).Append('\n');

        void Section(Outcome outcome)
        {
            Line();
            Line($"## {outcome.Claim.Name}");
            Line();
            Line($"{outcome.Claim.Says}.");
            if (outcome.NotMeasured is { } reason)
            {
                Line();
                Line(outcome.Failed ? $"Failed:\n\n```text\n{reason.TrimEnd()}\n```" : $"Not measured: {reason}");
                return;
            }

            Line();
            Line("| | unit | median | middle half | n |");
            Line("| --- | --- | ---: | ---: | ---: |");
            foreach (var finding in outcome.Findings)
            {
                Line($"| **{finding.What}** | | {Row(finding.Value)} |");
                foreach (var figure in finding.Figures)
                {
                    Line($"| {figure.Who} | {figure.Unit} | {Row(figure.Value)} |");
                }
            }

            foreach (var note in outcome.Findings.SelectMany(finding => finding.Notes))
            {
                Line();
                Line(note);
            }
        }
    }

    private static IEnumerable<string> Warnings(Machine machine, IReadOnlyList<Outcome> outcomes, bool quick)
    {
        if (quick)
        {
            yield return "Quick: one round of tiny sizes, to show that all works. Nothing here is a measurement.";
        }

        if (machine.Load > Machine.Busy)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"The machine was busy: a load of {machine.Load:0.00} at the start. Figures of a busy machine are no figures.");
        }

        if (machine.Engines is { } engines)
        {
            yield return engines;
        }

        var wide = outcomes.Where(outcome => outcome.Findings is [var first, ..] && first.Value.Spread > WideSpread).Select(outcome => outcome.Claim.Name).ToList();
        if (wide.Count > 0)
        {
            yield return $"The middle half is wider than a tenth of the median in: {string.Join(", ", wide)}.";
        }
    }

    private static string Row(Sample value) =>
        $"{Numbers.Text(value.Median)} | {(value.Count == 1 ? "" : $"{Numbers.Text(value.Low)} to {Numbers.Text(value.High)}")} | {value.Count}";

    private static string Verdict(Finding finding) => finding.Goal is not { } goal ? "stated" : goal.IsMetBy(finding.Value.Median) ? "met" : "**missed**";

    private static string FirstLine(string text) => text.Split('\n')[0];
}
