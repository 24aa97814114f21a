using Reproducible.Recording.Csv;
using Reproducible.Recording.Report.Data;
using Reproducible.Runs;
using Reproducible.Statistics;

namespace Reproducible.Recording.Report.Tables;

/// <summary>A comparison's tables, the same for the page and for summary.md.</summary>
internal sealed class ComparisonTables(Comparison comparison, string id)
{
    private const int MostSeedLinks = 12;

    private readonly bool several = comparison.Settings.Count > 1;

    private IEnumerable<(Setting Setting, ArmResult Arm)> Rows => comparison.Settings.SelectMany(setting => setting.Arms.Select(arm => (setting, arm)));

    /// <summary>A row a strategy: what it reached, what it gained, and what that says.</summary>
    public Table Strategies => Table.Of(
        comparison.Pairs > 0 ? "Test accuracy, and gain over training from scratch paired by seed; ± is the 95 % interval over seeds" : "Test accuracy; ± is the 95 % interval over seeds",
        Rows,
        [
            .. Setting<(Setting Setting, ArmResult Arm)>(row => row.Setting),
            (new("Strategy"), row => row.Arm.Label),
            .. comparison.Pairs == 0 ? [] : Gains,
            (new("Accuracy, %", Numeric: true), row => new(Figure.Percent(row.Arm.Summary.Accuracy, row.Arm.TestExamples), Order: row.Arm.Summary.Accuracy?.Mean)),
            (new("Seeds", Numeric: true), row => Seeds(row.Arm)),
            (new("Receipts, by seed", PageOnly: true), row => Receipts(row.Arm)),
        ]);

    /// <summary>A row a strategy and class.</summary>
    public Table Classes => Table.Of(
        "Precision and recall of each class; ± is the 95 % interval over seeds",
        Rows.SelectMany(row => row.Arm.Classes.Select(score => (row.Setting, row.Arm, Score: score))),
        [
            .. Setting<(Setting Setting, ArmResult Arm, ClassScore Score)>(row => row.Setting),
            (new("Strategy"), row => row.Arm.Label),
            (new("Class"), row => row.Score.Name),
            (new("Precision, %", Numeric: true), row => new(Figure.Percent(row.Score.Precision, (int)row.Score.Examples), Order: row.Score.Precision.Mean)),
            (new("Recall, %", Numeric: true), row => new(Figure.Percent(row.Score.Recall, (int)row.Score.Examples), Order: row.Score.Recall.Mean)),
            (new("Test examples", Numeric: true), row => new(Figure.Count(row.Score.Examples), Order: row.Score.Examples)),
            (new("Receipts", PageOnly: true), row => ToRuns(row.Arm)),
        ]);

    /// <summary>A row a strategy and true class, a column a predicted one; counts over all seeds. Null where settings differ in their classes.</summary>
    public Table? Confusion
    {
        get
        {
            var names = Rows.Where(row => row.Arm.Classes.Count > 0).Select(row => row.Arm.Classes.Select(score => score.Name).ToList()).ToList();
            if (names.Count == 0 || names.Any(other => !other.SequenceEqual(names[0])))
            {
                return null;
            }

            return Table.Of(
                "Confusion: test examples by true and predicted class, summed over seeds",
                Rows.SelectMany(row => row.Arm.Classes.Select(score => (row.Setting, row.Arm, Score: score))),
                [
                    .. Setting<(Setting Setting, ArmResult Arm, ClassScore Score)>(row => row.Setting),
                    (new("Strategy"), row => row.Arm.Label),
                    (new("True class"), row => row.Score.Name),
                    .. names[0].Select((name, label) => (new Column($"as {name}", Numeric: true), (Func<(Setting Setting, ArmResult Arm, ClassScore Score), Cell>)(row => Figure.Count(row.Score.PredictedAs[label])))),
                ]);
        }
    }

    /// <summary>A row a strategy with a further task; null where there is none.</summary>
    public Table? FurtherTasks => Rows.All(row => row.Arm.FurtherTasks.Count == 0) ? null : Table.Of(
        "Test accuracy on further tasks, learned beside; ± is the 95 % interval over seeds",
        Rows.SelectMany(row => row.Arm.FurtherTasks.Select(task => (row.Setting, row.Arm, Task: task))),
        [
            .. Setting<(Setting Setting, ArmResult Arm, KeyValuePair<string, Interval> Task)>(row => row.Setting),
            (new("Strategy"), row => row.Arm.Label),
            (new("Task"), row => row.Task.Key),
            (new("Accuracy, %", Numeric: true), row => new(Figure.Percent(row.Task.Value, row.Arm.TestExamples), Order: row.Task.Value.Mean)),
            (new("Receipts", PageOnly: true), row => ToRuns(row.Arm)),
        ]);

    /// <summary>A row a strategy: what a run of it takes.</summary>
    public Table Cost => Table.Of(
        "Cost of a run; ± is the 95 % interval over seeds",
        Rows,
        [
            .. Setting<(Setting Setting, ArmResult Arm)>(row => row.Setting),
            (new("Strategy"), row => row.Arm.Label),
            (new("Training, s", Numeric: true), row => new(Figure.Amount(row.Arm.Cost.Seconds), Order: row.Arm.Cost.Seconds?.Mean)),
            (new("Weights that learn", Numeric: true), row => Count(row.Arm.Cost.Trainable)),
            (new("Weights in all", Numeric: true), row => Count(row.Arm.Cost.Parameters)),
            (new("Peak memory, MB", Numeric: true), row => row.Arm.Cost.PeakMemoryBytes > 0
                ? new Cell(Figure.Megabytes(row.Arm.Cost.PeakMemoryBytes), Order: row.Arm.Cost.PeakMemoryBytes)
                : "not recorded"),
            (new("Receipts", PageOnly: true), row => ToRuns(row.Arm)),
        ]);

    /// <summary>A row a run, with its receipt.</summary>
    public Table Runs => Table.Of(
        "Every run, with the receipt that proves it",
        Rows.SelectMany(row => row.Arm.Runs.Select(run => (row.Setting, row.Arm, Run: run))),
        [
            .. Setting<(Setting Setting, ArmResult Arm, SeedRun Run)>(row => row.Setting),
            (new("Strategy"), row => row.Arm.Label),
            (new("Seed", Numeric: true), row => new(Figure.Count(row.Run.Seed), Order: row.Run.Seed)),
            (new("Accuracy, %", Numeric: true), row => new(Figure.Percent(row.Run.Accuracy, row.Arm.TestExamples), Order: row.Run.Accuracy)),
            (new("Gain, points", Numeric: true), row => new(Figure.Points(row.Run.Gain, row.Arm.TestExamples), Order: row.Run.Gain)),
            (new("Training, s", Numeric: true), row => new(Figure.Amount(row.Run.Run.Receipt.TrainSeconds), Order: row.Run.Run.Receipt.TrainSeconds)),
            (new("State"), row => row.Run.Run.Receipt.Status == RunStatus.Finished
                ? row.Run.Run.Reused ? "reused" : "finished"
                : new Cell(row.Run.Run.Receipt.Status.ToString().ToLowerInvariant(), Class: "failed")),
            (new("Receipt"), row => new(row.Run.Id, Links: [new(row.Run.Id, ReceiptLink.To(row.Run.Run), $"receipt of {row.Arm.Label}, seed {row.Run.Seed}")])),
        ]);

    /// <summary>Where on the page the runs of the comparison are listed.</summary>
    public string RunsAnchor => $"{id}-runs";

    private static IEnumerable<(Column Column, Func<(Setting Setting, ArmResult Arm), Cell> Cell)> Gains =>
    [
        (new("Gain, points", Numeric: true), row => new(row.Arm.IsBaseline ? "baseline" : Figure.Points(row.Arm.Summary.Gain, row.Arm.TestExamples), Order: row.Arm.IsBaseline ? 0 : row.Arm.Summary.Gain?.Mean)),
        (new("Verdict"), row => new(SummaryTable.Text(row.Arm.Summary.Verdict), Order: SummaryTable.Number(row.Arm.Summary.Verdict), Class: ClassOf(row.Arm.Summary.Verdict))),
    ];

    private Cell ToRuns(ArmResult arm) => arm.Runs.Count == 1
        ? Receipts(arm)
        : new($"{arm.Runs.Count} runs", Links: [new($"{arm.Runs.Count} runs", $"#{RunsAnchor}", $"{arm.Runs.Count} runs of {arm.Label}, each with its receipt")]);

    private Cell Receipts(ArmResult arm) => arm.Runs.Count > MostSeedLinks
        ? ToRuns(arm)
        : new(
            string.Join(' ', arm.Runs.Select(run => run.Seed)),
            Order: arm.Runs.Count,
            Class: "seeds",
            Links: [.. arm.Runs.Select(run => new Link(Figure.Count(run.Seed), ReceiptLink.To(run.Run), $"receipt of {arm.Label}, seed {run.Seed}"))]);

    private IEnumerable<(Column Column, Func<TRow, Cell> Cell)> Setting<TRow>(Func<TRow, Setting> of) =>
        several ? [(new Column(comparison.Settings.All(setting => setting.Label.EndsWith(" labels", StringComparison.Ordinal)) ? "Labels" : "Setting"),
            row => new(of(row).Label.EndsWith(" labels", StringComparison.Ordinal) ? of(row).Label[..^" labels".Length] : of(row).Label, Order: of(row).Examples))] : [];

    private static Cell Seeds(ArmResult arm) => arm.Summary.Failed == 0
        ? new($"{arm.Runs.Count}", Order: arm.Runs.Count)
        : new($"{arm.Runs.Count - arm.Summary.Failed} of {arm.Runs.Count}", Order: arm.Runs.Count - arm.Summary.Failed, Class: "failed");

    private static Cell Count(long count) => new(count > 0 ? Figure.Count(count) : "", Order: count);

    private static string? ClassOf(Verdict verdict) => verdict switch
    {
        Verdict.Gain => "gain",
        Verdict.NegativeTransfer => "loss",
        Verdict.NoDifference => "even",
        _ => null,
    };
}
