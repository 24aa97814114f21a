using System.Text;
using Reproducible.Recording.Report.Data;
using Reproducible.Recording.Report.Tables;
using Reproducible.Runs;

namespace Reproducible.Recording.Report.Page;

/// <summary>What was reused, what failed, what is not there and what is not shipped.</summary>
internal static class StateHtml
{
    /// <summary>All of it in a line of HTML.</summary>
    public static string Line(ReportData report)
    {
        var (failed, reused, absent) = (report.Failed.Count(), report.Runs.Count(entry => entry.Run.Reused), report.Absent.Where(entry => entry.Found > 0).Sum(entry => entry.Missing));
        IEnumerable<string> parts =
        [
            Figure.Count(report.Runs.Count, "run"),
            Markup.Escaped(report.Changes),
            failed == 0 ? "none failed" : $"<a class=\"failed\" href=\"#state\">{Figure.Count(failed)} failed</a>",
            reused == report.Runs.Count ? "all read from the store" : $"{Figure.Count(reused)} reused, {Figure.Count(report.Runs.Count - reused)} new",
            absent == 0 ? "" : $"<a class=\"failed\" href=\"#state\">{Figure.Count(absent)} not in the store</a>",
            .. report.Unshipped.Where(place => place.Runs > 0).Select(place => $"<a class=\"failed\" href=\"#state\">{Figure.Count(place.Runs)} not shipped</a>"),
        ];

        return string.Join(" · ", parts.Where(part => part.Length > 0));
    }

    /// <summary>The section that says it in full.</summary>
    public static string Text(ReportData report)
    {
        var text = new StringBuilder("<section id=\"state\"><h2>What was reused, failed or is missing</h2>\n<ul>");
        var newest = report.Runs.Count > 0 ? $" The newest began on {report.Runs.Max(entry => entry.Run.Receipt.StartedAt):yyyy-MM-dd} (UTC)." : "";
        var reused = report.Runs.Count(entry => entry.Run.Reused);
        text.Append("<li>").Append(Figure.Count(report.Runs.Count, "run")).Append(report.Runs.Count == 1 ? " stands" : " stand").Append(" behind these pages: ").Append(Figure.Count(reused)).Append(" reused from the store, ")
            .Append(Figure.Count(report.Runs.Count - reused)).Append(" executed by the call that wrote this.").Append(newest).Append("</li>");
        if (report.Changes.Length > 0)
        {
            text.Append("<li>Asked for with <code>").Append(Markup.Escaped(report.Changes)).Append("</code>; descriptions speak of what is declared.</li>");
        }

        foreach (var (experiment, missing, found) in report.Absent)
        {
            text.Append("<li>").Append(Markup.Escaped(experiment)).Append(found > 0 ? $": {Figure.Count(missing, "run")} {Are(missing)} not in the store and in no number here" : " is not in the store")
                .Append("; <code>dotnet cake --target=").Append(Markup.Escaped($"{experiment} {report.Changes}".TrimEnd())).Append("</code> runs what is missing.</li>");
        }

        foreach (var (destination, runs) in report.Unshipped.Select(place => (place.Destination, place.Runs)))
        {
            text.Append("<li>").Append(Markup.Escaped(destination)).Append(runs == 0 ? ": has all runs." : $": {Figure.Count(runs, "run")} {Are(runs)} not shipped yet.").Append("</li>");
        }

        var failed = report.Failed.ToList();
        text.Append(failed.Count == 0 ? "<li>No run failed.</li></ul>\n" : $"<li>{Figure.Count(failed.Count)} failed; they are in no mean:</li></ul>\n<ul class=\"failures\">\n");
        foreach (var (experiment, run) in failed)
        {
            text.Append("<li>").Append(Markup.Anchor(ReceiptLink.To(run), run.Receipt.Id)).Append(' ').Append(Markup.Escaped($"{experiment}: {run.Spec}")).Append(' ')
                .Append(run.Receipt.Status == RunStatus.Invalid ? "(invalid)" : "").Append("<pre>").Append(Markup.Escaped(run.Receipt.Error ?? "no reason given")).Append("</pre>");
            if (ReceiptLink.ToLog(run) is { } log)
            {
                text.Append(Markup.Anchor(log, "its log", $"log of run {run.Receipt.Id}"));
            }

            text.Append("</li>\n");
        }

        return text.Append(failed.Count == 0 ? "" : "</ul>").Append("</section>\n").ToString();
    }

    private static string Are(int count) => count == 1 ? "is" : "are";
}
