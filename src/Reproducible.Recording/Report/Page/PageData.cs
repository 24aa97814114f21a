using System.Text.Json;
using Reproducible.Recording.Csv;
using Reproducible.Recording.Report.Data;
using Reproducible.Recording.Report.Tables;
using Reproducible.Statistics;

namespace Reproducible.Recording.Report.Page;

/// <summary>What the page's script draws, as JSON that can stand in a script element: the default encoder writes &lt;, &gt; and &amp; as codes.</summary>
internal static class PageData
{
    private const int Digits = 5; // Of a share: a hundredth of a pixel, in any plot.

    public static string Json(ReportData report) => JsonSerializer.Serialize(new
    {
        comparisons = report.Comparisons.Select(comparison => new
        {
            families = comparison.Families.Select(family => family.Select(setting => comparison.Settings.Index().First(entry => entry.Item == setting).Index)),
            settings = comparison.Settings.Select(setting => new
            {
                label = setting.Label,
                examples = setting.Examples,
                places = Rounding.PlacesOfOne(setting.TestExamples),
                arms = setting.Arms.Where(arm => arm.Summary.Accuracy is not null).Select(arm => ArmOf(arm, report.Colours)),
            }),
        }),
    });

    private static object ArmOf(ArmResult arm, IReadOnlyDictionary<string, int> colours) => new
    {
        label = arm.Label,
        baseline = arm.IsBaseline,
        colour = arm.IsBaseline ? -1 : colours[arm.Strategy],
        verdict = SummaryTable.Text(arm.Summary.Verdict),
        accuracy = Bounds(arm.Summary.Accuracy),
        accuracyText = Figure.Percent(arm.Summary.Accuracy, arm.TestExamples),
        gain = Bounds(arm.Summary.Gain),
        gainText = Figure.Points(arm.Summary.Gain, arm.TestExamples),
        seconds = Bounds(arm.Cost.Seconds),
        secondsText = Figure.Amount(arm.Cost.Seconds),
        runs = arm.Runs.Where(run => run.Accuracy is not null).Select(run => new object?[] { run.Seed, Short(run.Accuracy), Short(run.Gain), ReceiptLink.To(run.Run) }),
        curve = arm.Curve.Select(point => (double?[])[point.Steps, .. Bounds(point.Validation)!, Short(point.Train)]),
    };

    /// <summary>Mean, low, high; the bounds are null for a single value.</summary>
    private static double?[]? Bounds(Interval? interval) => interval is null
        ? null
        : double.IsFinite(interval.High) ? [Short(interval.Mean), Short(interval.Low), Short(interval.High)] : [Short(interval.Mean), null, null];

    private static double? Short(double? value) => value is { } number ? Math.Round(number, Digits) : null;
}
