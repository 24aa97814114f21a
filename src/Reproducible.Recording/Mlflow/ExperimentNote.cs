using System.Globalization;
using System.Text;
using Reproducible.Recording.Csv;
using Reproducible.Runs;
using Reproducible.Statistics;
using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Recording.Mlflow;

/// <summary>What an experiment's page in MLflow says above its runs: the question, and a table of what the strategies gave.</summary>
internal static class ExperimentNote
{
    /// <summary>Folder of the experiment's tables among the artifacts of its first run: MLflow's experiments hold no files.</summary>
    public const string Folder = "experiment";

    /// <summary>Markdown, at most <see cref="LongValues.TagLength"/> characters; rows that do not fit are counted.</summary>
    /// <param name="carrier">Name of the run that holds the tables.</param>
    public static string Of(ExperimentResult result, string carrier)
    {
        var ending = $"\n\n`{Folder}/runs.csv` and `{Folder}/summary.csv` are artifacts of run `{carrier}`.";
        var note = new StringBuilder(
            $"""
            {result.Description}

            | strategy | dataset | n | test accuracy | gain over from-scratch | verdict |
            | --- | --- | --- | --- | --- | --- |
            """.ReplaceLineEndings("\n"));
        for (var index = 0; index < result.Summaries.Count; index++)
        {
            var row = Row(result.Summaries[index]);
            var left = $"\n\n… and {result.Summaries.Count - index} more rows in summary.csv.";
            if (note.Length + row.Length + left.Length + ending.Length > LongValues.TagLength)
            {
                note.Append(left);
                break;
            }

            note.Append(row);
        }

        return note.Append(ending).ToString();
    }

    private static string Row(Summary summary) =>
        $"\n| {summary.Strategy} | {summary.Dataset} | {summary.Accuracy?.Count ?? 0} | {Text(summary.Accuracy, signed: false)} | {Text(summary.Gain, signed: true)} | {SummaryTable.Text(summary.Verdict)} |";

    private static string Text(Interval? interval, bool signed)
    {
        if (interval is null)
        {
            return "";
        }

        var mean = interval.Mean.ToString(signed ? "+0.0000;-0.0000;0.0000" : "0.0000", CultureInfo.InvariantCulture);

        return double.IsFinite(interval.High)
            ? string.Create(CultureInfo.InvariantCulture, $"{mean} ± {interval.High - interval.Mean:0.0000}")
            : mean;
    }
}
