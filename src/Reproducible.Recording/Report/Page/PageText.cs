using System.Text;
using Reproducible.Recording.Report.Data;

namespace Reproducible.Recording.Report.Page;

/// <summary>The whole page: head, first screen, a section a comparison, what failed or is not there, how to read it.</summary>
internal static class PageText
{
    public static string Of(ReportData report)
    {
        // Before anything is seen, so that what needs the script is not shown without it.
        var mark = Asset.Script("document.documentElement.classList.add(\"js\")");
        var scripts = new[] { Asset.Script(Asset.Text("d3.js")), Asset.Script(Asset.Text("plot.js")), Asset.Script(Asset.OwnScript) };
        var known = report.Runs.Select(entry => entry.Run.Receipt.Id).ToHashSet();
        var lead = report.Comparisons.Count > 0 ? report.Comparisons[0] : null;
        var text = new StringBuilder($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src {mark.Source} {string.Join(' ', scripts.Select(script => script.Source))}">
            <link rel="icon" href="data:,">
            <title>{Markup.Escaped(Title(lead) ?? "No results yet")}</title>
            <style>{Asset.Text("page.css")}</style>
            {mark.Element}
            </head>
            <body>

            """);
        text.Append(FirstScreen(report, lead)).Append("<main>\n");
        for (var index = 0; index < report.Comparisons.Count; index++)
        {
            text.Append(new ComparisonHtml(report.Comparisons[index], index, known).Text());
        }

        text.Append(StateHtml.Text(report)).Append(Reading).Append("</main>\n")
            .Append("<script type=\"application/json\" id=\"data\">").Append(PageData.Json(report)).Append("</script>\n");
        foreach (var (element, _) in scripts)
        {
            text.Append(element).Append('\n');
        }

        return text.Append("</body>\n</html>\n").ToString();
    }

    private static string FirstScreen(ReportData report, Comparison? lead)
    {
        if (lead is null)
        {
            return "<header><h1>No results yet</h1><p class=\"answer\">No run of these experiments is in the store.</p></header>\n";
        }

        var others = report.Comparisons.Select((comparison, index) => (comparison, index)).ToList();
        var contents = string.Concat(others.Select(entry =>
            $"<li>{Markup.Anchor($"#{ComparisonHtml.IdOf(entry.index)}", entry.comparison.Subject)}</li>"));

        return $"""
            <header>
            <h1>{Markup.Escaped(lead.Subject)}: <span>{Markup.Escaped(lead.Question)}</span></h1>
            <p class="answer">{Markup.Prose(Answer.Of(lead))}</p>
            <figure class="plot" data-plot="lead" data-comparison="0"></figure>
            <p class="state">{StateHtml.Line(report)}</p>
            <nav aria-label="Contents"><ol>{contents}<li><a href="#state">What was reused, failed or is missing</a></li><li><a href="#reading">How to read this</a></li></ol></nav>
            </header>

            """;
    }

    private static string? Title(Comparison? lead) => lead is null ? null : $"{lead.Subject}: {lead.Question}";

    private const string Reading = """
        <section id="reading"><h2>How to read this</h2>
        <dl>
        <dt>Interval</dt><dd>± and the thick bars are 95 % intervals of the mean over seeds (Student's t). They hold each by itself: of twenty, one misses on average.</dd>
        <dt>Gain</dt><dd>A strategy's test accuracy minus that of training from scratch with the same seed, so with the same labelled examples; the interval is that of these differences.</dd>
        <dt>Verdict</dt><dd><b class="gain">gain</b>: the interval lies wholly above zero. <b class="loss">negative transfer</b>: wholly below, transfer hurts. <b class="even">no difference</b>: it holds zero, so the runs do not tell.</dd>
        <dt>Dots</dt><dd>Each dot is one seed's run; a click opens its receipt, which says all that decided its numbers.</dd>
        <dt>Digits</dt><dd>A mean is rounded where its interval becomes vague: two digits of the half width are kept (as the Guide to the Expression of Uncertainty in Measurement advises), more only where fewer would contradict the verdict. One run's accuracy has the places that one test example is worth. The CSV files hold every digit.</dd>
        <dt>Test</dt><dd>Each run was tested once, with the weights of its last step. Learning curves show the validation split.</dd>
        </dl></section>

        """;
}
