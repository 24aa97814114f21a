using Reproducible.Runs;
using Reproducible.Statistics;

namespace Reproducible.Recording.Report.Data;

/// <summary>How well one class is recognised, over seeds.</summary>
/// <param name="Name">What the label means.</param>
/// <param name="Precision">Right predictions among the predictions of this class; 0 for a seed that never predicts it.</param>
/// <param name="Recall">Right predictions among the examples of this class.</param>
/// <param name="Examples">Test examples of this class.</param>
/// <param name="PredictedAs">Test examples of this class by predicted class, summed over seeds.</param>
internal sealed record ClassScore(string Name, Interval Precision, Interval Recall, long Examples, IReadOnlyList<long> PredictedAs)
{
    /// <summary>One a class, in the order of the labels; empty when no run finished.</summary>
    /// <param name="names">What the labels mean; a label beyond them goes by its number.</param>
    public static IReadOnlyList<ClassScore> Of(IReadOnlyList<Metrics> tests, IReadOnlyList<string> names)
    {
        if (tests.Count == 0)
        {
            return [];
        }

        return [.. Enumerable.Range(0, tests[0].Confusion.Count).Select(label => new ClassScore(
            label < names.Count ? names[label] : $"class {label}",
            Interval.Of([.. tests.Select(test => Share(test.Confusion[label][label], test.Confusion.Sum(row => row[label])))]),
            Interval.Of([.. tests.Select(test => Share(test.Confusion[label][label], test.Confusion[label].Sum()))]),
            tests[0].Confusion[label].Sum(),
            [.. Enumerable.Range(0, tests[0].Confusion.Count).Select(predicted => tests.Sum(test => test.Confusion[label][predicted]))]))];
    }

    private static double Share(long right, long of) => of == 0 ? 0 : (double)right / of;
}
