using System.Globalization;
using System.Text;
using Reproducible.Recording.Report.Data;
using Reproducible.Recording.Report.Tables;

namespace Reproducible.Recording.Report.Page;

/// <summary>A comparison's section: pictures where the script draws, tables that need none.</summary>
internal sealed class ComparisonHtml(Comparison comparison, int index, IReadOnlySet<string> known)
{
    private readonly ComparisonTables tables = new(comparison, IdOf(index));
    private readonly bool compares = comparison.Pairs > 0;
    private readonly List<int> curves = [.. comparison.Settings.Select((setting, place) => (setting, place)).Where(entry => entry.setting.Arms.Any(arm => arm.Curve.Count > 1)).Select(entry => entry.place)];
    private readonly bool severalSettings = comparison.Settings.Count > 1;

    /// <summary>The section's anchor.</summary>
    public static string IdOf(int index) => string.Create(CultureInfo.InvariantCulture, $"c{index + 1}");

    public string Text()
    {
        var id = IdOf(index);
        var text = new StringBuilder($"<section id=\"{id}\" aria-labelledby=\"{id}-title\">\n<h2 id=\"{id}-title\">{Markup.Escaped(comparison.Subject)}</h2>\n");
        if (index > 0)
        {
            text.Append("<p class=\"answer\">").Append(Markup.Prose(Answer.Of(comparison))).Append("</p>\n");
        }

        text.Append("<p class=\"experiments\">").AppendJoin("<br>", comparison.Experiments.Select(experiment =>
            $"<b>{Markup.Escaped(experiment.Name)}</b> {Markup.Escaped(experiment.Description)}")).Append("</p>\n").Append(Source());
        Append(text, tables.Strategies);
        Append(text, tables.FurtherTasks);
        if (comparison.Families.Count > 0)
        {
            text.Append("<h3>Accuracy against number of labels</h3>\n")
                .AppendJoin("", comparison.Families.Select((family, place) => Plot("labels", place, comparison.Families.Count > 1 ? family.Key : null)));
        }

        // One dot is no picture.
        if (comparison.Settings.Any(setting => setting.Arms.Sum(arm => arm.Summary.Accuracy?.Count ?? 0) > 1))
        {
            text.Append("<h3>Test accuracy, seed by seed</h3>\n").Append(Plots("accuracy"));
        }

        // With one setting, the first screen's picture is this one.
        if (compares && (index > 0 || severalSettings))
        {
            text.Append("<h3>Gain over from-scratch, paired by seed</h3>\n").Append(Plots("gains"));
        }

        if (curves.Count > 0)
        {
            text.Append("<h3>Learning curves</h3>\n<p class=\"note\">Validation accuracy by optimizer steps: mean and 95 % band over seeds; dotted: on the examples learned from; grey: from scratch. The scale is the same in all panels.</p>\n").Append(Plots("curves", curves));
        }

        AppendConfusion(text);
        var runs = comparison.Arms.Sum(arm => arm.Runs.Count);
        text.Append("<h3>Cost</h3>\n").Append(compares ? Plots("cost") : "");
        Append(text, tables.Cost);
        text.Append(CultureInfo.InvariantCulture, $"<details id=\"{tables.RunsAnchor}\"><summary>{(runs == 1 ? "The run, with its receipt" : $"All {Figure.Count(runs)} runs, each with its receipt")}</summary>\n");
        Append(text, tables.Runs);

        return text.Append("</details>\n</section>\n").ToString();
    }

    private void AppendConfusion(StringBuilder text)
    {
        if (comparison.Arms.All(arm => arm.Classes.Count == 0))
        {
            return;
        }

        text.Append("<h3>Confusion, precision and recall</h3>\n<p class=\"note\">Percent of each true class, all seeds together. Errors are shaded, on one scale for all matrices of this section; the margins are means over seeds with 95 % intervals.</p>\n");
        var most = ConfusionHtml.LargestError(comparison.Arms);
        foreach (var setting in comparison.Settings)
        {
            text.Append(severalSettings ? $"<h4>{Markup.Escaped(setting.Label)}</h4>\n" : "").Append("<div class=\"matrices\">\n");
            foreach (var arm in setting.Arms.Where(arm => arm.Classes.Count > 0))
            {
                text.Append("<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"").Append(Markup.Escaped($"Confusion matrix of {arm.Label}, {setting.Label}")).Append("\">")
                    .Append(ConfusionHtml.Text(arm, severalSettings ? setting.Label : "", most)).Append("</div>\n");
            }

            text.Append("</div>\n");
        }

        text.Append("<details><summary>Precision and recall as a table</summary>\n");
        Append(text, tables.Classes);
        text.Append("</details>\n");
    }

    /// <summary>Intervals over seeds say nothing about another source.</summary>
    private string Source() => comparison.Sources is [var source]
        ? $"<p class=\"note\">All transfer starts from one source model ({(known.Contains(source) ? Markup.Anchor($"../store/{source}/receipt.json", "its receipt") : Markup.Escaped(source))}); the intervals speak of that source.</p>\n"
        : "";

    private string Plots(string kind, IReadOnlyList<int>? places = null) => severalSettings
        ? $"<div class=\"plots {kind}\">{string.Concat((places ?? [.. Enumerable.Range(0, comparison.Settings.Count)]).Select(place => Plot(kind, place, comparison.Settings[place].Label)))}</div>\n"
        : Plot(kind, 0);

    private string Plot(string kind, int? setting = null, string? caption = null) =>
        $"<figure class=\"plot\" data-plot=\"{kind}\" data-comparison=\"{index.ToString(CultureInfo.InvariantCulture)}\"{(setting is { } place ? $" data-setting=\"{place.ToString(CultureInfo.InvariantCulture)}\"" : "")}>"
        + (caption is null ? "" : $"<figcaption>{Markup.Escaped(caption)}</figcaption>") + "</figure>\n";

    private static void Append(StringBuilder text, Table? table)
    {
        if (table is not null && table.Rows.Count > 0)
        {
            text.Append(HtmlTable.Text(table));
        }
    }
}
