using System.Text;
using Reproducible.Recording.Csv;
using Reproducible.Recording.Mlflow.Rest;
using Reproducible.Recording.Mlflow.Shipping;

namespace Reproducible.Recording.Mlflow.Translation;

/// <summary>What stands above an experiment's runs in MLflow, and in the description of each parent: question, answer, picture, table. Markdown.</summary>
internal static class SummaryNote
{
    /// <summary>The picture's place among a parent's artifacts.</summary>
    public const string Picture = "summary.svg";

    /// <summary>Of an experiment.</summary>
    /// <param name="carrier">MLflow's id of the parent that holds the picture.</param>
    /// <param name="carrierName">Its name.</param>
    public static string Of(Shipment shipment, string carrier, string carrierName) => Fit(
        $"{shipment.Description}\n\n**{GroupWords.Answer(shipment)}**\n\n{Image(shipment, carrier)}",
        shipment,
        own: null,
        $"Each line is a parent run; its seeds are its children. Intervals are 95 %, Student's t; a gain is over from-scratch, paired by seed. "
            + $"The table with all digits is `summary.csv`, an artifact of run `{carrierName}`.");

    /// <summary>Of a parent.</summary>
    /// <param name="id">MLflow's id of the parent.</param>
    public static string Of(Shipment shipment, SeedGroup group, string id)
    {
        var failed = group.Runs.Count - group.Tested.Count;

        return Fit(
            $"{shipment.Description}\n\n**{GroupWords.Answer(group)}**\n\n{Image(shipment, id)}",
            shipment,
            group,
            $"{group.Runs.Count} runs, one a seed{(failed > 0 ? $", {failed} of them failed" : "")}, are the children of this one; `seeds.csv` lists them.");
    }

    // Relative to the page: the server that shows the note has the picture. Pages find it below /get-artifact.
    private static string Image(Shipment shipment, string run) =>
        $"![Test accuracy of {shipment.Name} by strategy](get-artifact?path={Picture}&run_uuid={run})";

    private static string Fit(string opening, Shipment shipment, SeedGroup? own, string ending)
    {
        var note = new StringBuilder(opening).Append("\n\n| strategy | n | test accuracy, % | gain, points | verdict |\n| --- | ---: | ---: | ---: | --- |");
        for (var index = 0; index < shipment.Shown.Count; index++)
        {
            var row = Row(shipment, shipment.Shown[index], own);
            var left = $"\n\n… and {shipment.Shown.Count - index} more lines in summary.csv.";
            if (note.Length + row.Length + left.Length + ending.Length + 90 > LongValues.TagLength)
            {
                note.Append(left);
                break;
            }

            note.Append(row);
        }

        var older = shipment.Groups.Count - shipment.Shown.Count;
        var others = older > 0 ? $" {older} parent runs of other code, recipes or versions are not in the table." : "";

        return note.Append("\n\n").Append(ending).Append(others).ToString();
    }

    private static string Row(Shipment shipment, SeedGroup group, SeedGroup? own)
    {
        var mark = group == own ? "**" : "";

        return $"\n| {mark}{shipment.Naming.Of(group).Replace("|", "\\|", StringComparison.Ordinal)}{mark} | {group.Tested.Count} | {GroupWords.Percent(group.Accuracy)} | {GroupWords.Points(group.Gain)} | {SummaryTable.Text(group.Verdict)} |";
    }
}
