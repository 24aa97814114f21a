using Reproducible.Recording.Csv;
using Reproducible.Training;

namespace Reproducible.Recording.LearningRate;

/// <summary>learning-rate.csv: one row a step of a range test. Each column's meaning is in results/README.md; new columns go at the end.</summary>
internal static class RangeTable
{
    private static readonly CsvTable<(TestedRates Test, RangeStep Step)> Table = new(
        ("id", row => row.Test.Id),
        ("strategy", row => row.Test.Spec.Strategy.ToString()),
        ("dataset", row => row.Test.Spec.Dataset.ToString()),
        ("backbone", row => row.Test.Spec.Backbone.ToString()),
        ("recipe", row => row.Test.Spec.Recipe.ToString()),
        ("seed", row => Cell.Of(row.Test.Spec.Seed)),
        ("step", row => Cell.Of(row.Step.Step)),
        ("rate", row => Cell.Of(row.Step.Rate)),
        ("loss", row => Cell.Of(row.Step.Loss)),
        ("smoothed_loss", row => Cell.Of(row.Step.Smoothed)));

    /// <summary>The whole file, tests in their order.</summary>
    public static string Text(IReadOnlyList<TestedRates> tests) => Table.Text(tests.SelectMany(test => test.Curve.Steps.Select(step => (test, step))));
}
