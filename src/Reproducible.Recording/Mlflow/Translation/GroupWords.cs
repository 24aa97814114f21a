using System.Globalization;
using Reproducible.Recording.Csv;
using Reproducible.Recording.Mlflow.Shipping;
using Reproducible.Statistics;

namespace Reproducible.Recording.Mlflow.Translation;

/// <summary>What groups say, in words and rounded: accuracies in percent, gains in points of a percent.</summary>
internal static class GroupWords
{
    private const string Signed = "+0.00;-0.00;0.00";

    /// <summary>94.90 ± 0.39, or the mean alone where there is no interval.</summary>
    public static string Percent(Interval? interval) => Text(interval, "0.00");

    /// <summary>+0.58 ± 0.33, or the mean alone where there is no interval.</summary>
    public static string Points(Interval? interval) => Text(interval, Signed);

    /// <summary>One sentence with the interval.</summary>
    public static string Answer(SeedGroup group) => group switch
    {
        { Accuracy: null } => "No run finished.",
        { Gain: { } gain } => $"{Opening(group.Verdict)}: {group.Strategy} changes test accuracy by {Number(gain.Mean, Signed)} points against from-scratch{Span(gain, Signed, "pair")}.",
        { Accuracy: { } accuracy } => $"Test accuracy is {Number(accuracy.Mean, "0.00")} %{Span(accuracy, "0.00", "seed")}.",
    };

    /// <summary>One sentence on an experiment: how many of its groups gain, and where the most.</summary>
    public static string Answer(Shipment shipment)
    {
        var groups = shipment.Shown;
        var compared = groups.Where(group => group.Gain is not null).ToList();
        if (compared.Count == 0)
        {
            return groups.Count == 1 ? Answer(groups[0]) : "There is nothing to compare with from-scratch.";
        }

        if (compared.Count == 1)
        {
            return Answer(compared[0]);
        }

        var best = compared.MaxBy(group => group.Gain!.Mean)!;

        return $"Of {compared.Count} comparisons with from-scratch {Count(Verdict.Gain)} show a gain, {Count(Verdict.NoDifference)} no difference, {Count(Verdict.NegativeTransfer)} negative transfer{(Count(Verdict.None) is > 0 and var undecided ? $", {undecided} nothing, from one pair" : "")}; "
            + $"the most is {Number(best.Gain!.Mean, Signed)} points for {shipment.Naming.Of(best)}{Span(best.Gain, Signed, "pair")}.";

        int Count(Verdict verdict) => compared.Count(group => group.Verdict == verdict);
    }

    private static string Opening(Verdict verdict) => verdict switch
    {
        Verdict.None => "Undecided",
        Verdict.NoDifference => "No difference shown",
        _ => Capital(SummaryTable.Text(verdict)),
    };

    private static string Capital(string text) => text.Length == 0 ? text : $"{char.ToUpperInvariant(text[0])}{text[1..]}";

    private static string Span(Interval interval, string format, string unit) => double.IsFinite(interval.High)
        ? $" (95 % interval {Number(interval.Low, format)} to {Number(interval.High, format)}, {interval.Count} {unit}s)"
        : $" (one {unit}: no interval)";

    private static string Text(Interval? interval, string format) => interval is null ? "" : double.IsFinite(interval.High)
        ? $"{Number(interval.Mean, format)} ± {Number(interval.High - interval.Mean, "0.00")}"
        : Number(interval.Mean, format);

    private static string Number(double share, string format) => (share * 100).ToString(format, CultureInfo.InvariantCulture);
}
