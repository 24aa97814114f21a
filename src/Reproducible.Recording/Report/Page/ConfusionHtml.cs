using System.Globalization;
using System.Text;
using Reproducible.Recording.Report.Data;

namespace Reproducible.Recording.Report.Page;

/// <summary>A confusion matrix with its margins: recall beside each true class, precision below each predicted one.</summary>
internal static class ConfusionHtml
{
    /// <param name="most">The largest share of errors in any matrix shown beside; shades are relative to it.</param>
    public static string Text(ArmResult arm, string where, double most)
    {
        var name = $"Confusion matrix of {arm.Label}{(where.Length > 0 ? $", {where}" : "")}";
        var text = new StringBuilder("<table class=\"confusion\"><caption>").Append(Markup.Escaped(arm.Label)).Append("<span class=\"heard\">: ")
            .Append(Markup.Escaped(name)).Append(", share of each true class in percent</span></caption><thead><tr><th scope=\"col\" class=\"corner\">predicted →<br>true ↓</th>");
        foreach (var score in arm.Classes)
        {
            text.Append("<th scope=\"col\">").Append(Markup.Escaped(score.Name)).Append("</th>");
        }

        text.Append("<th scope=\"col\" class=\"margin\">recall</th></tr></thead><tbody>");
        foreach (var (score, label) in arm.Classes.Select((score, label) => (score, label)))
        {
            text.Append("<tr><th scope=\"row\">").Append(Markup.Escaped(score.Name)).Append("</th>");
            var all = score.PredictedAs.Sum();
            for (var predicted = 0; predicted < score.PredictedAs.Count; predicted++)
            {
                var share = all == 0 ? 0 : (double)score.PredictedAs[predicted] / all;
                text.Append(predicted == label ? "<td class=\"right\"" : string.Create(CultureInfo.InvariantCulture, $"<td style=\"--share:{(most > 0 ? share / most : 0):0.###}\""))
                    .Append(CultureInfo.InvariantCulture, $" title=\"{Markup.Escaped(score.Name)} taken for {Markup.Escaped(arm.Classes[predicted].Name)}: {score.PredictedAs[predicted]} of {all}\">")
                    .Append(share == 0 ? "0" : (share * 100).ToString(share < 0.1 ? "0.0" : "0", CultureInfo.InvariantCulture)).Append("</td>");
            }

            text.Append("<td class=\"margin\">").Append(Figure.Percent(score.Recall, (int)score.Examples)).Append("</td></tr>");
        }

        text.Append("<tr><th scope=\"row\" class=\"margin\">precision</th>");
        foreach (var score in arm.Classes)
        {
            text.Append("<td class=\"margin\">").Append(Figure.Percent(score.Precision, (int)score.Examples)).Append("</td>");
        }

        return text.Append("<td></td></tr></tbody></table>").ToString();
    }

    /// <summary>The largest share of a true class that goes to one other class.</summary>
    public static double LargestError(IEnumerable<ArmResult> arms) => arms.SelectMany(arm => arm.Classes.SelectMany((score, label) =>
        score.PredictedAs.Where((_, predicted) => predicted != label).Select(count => score.PredictedAs.Sum() is > 0 and var all ? (double)count / all : 0)))
        .DefaultIfEmpty(0).Max();
}
