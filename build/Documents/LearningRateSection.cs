using Reproducible.Recording.LearningRate;
using Reproducible.Training;

namespace Reproducible.Build.Documents;

/// <summary>Learning-rate range tests.</summary>
/// <param name="Table">Absolute path of the steps as CSV.</param>
/// <param name="Picture">Absolute path of the SVG.</param>
internal sealed record LearningRateSection(string Experiment, string Table, string Picture, IReadOnlyList<TestedLine> Tests)
{
    public static LearningRateSection Of(string experiment, IReadOnlyList<TestedRates> tests, string table, string picture) =>
        new(experiment, table, picture, [.. tests.Select(TestedLine.Of)]);
}

/// <summary>One test. A rate that could not be told is null.</summary>
/// <param name="Id">Of the run whose strategy, data and recipe were tested.</param>
internal sealed record TestedLine(
    string Id, string Strategy, string Dataset, string Backbone, int Seed, double Declared, double? Steepest, double? Valley, double? DivergedAt, IReadOnlyList<RangeStep> Steps)
{
    public static TestedLine Of(TestedRates test) => new(
        test.Id,
        test.Spec.Strategy.ToString(),
        test.Spec.Dataset.ToString(),
        test.Spec.Backbone.ToString(),
        test.Spec.Seed,
        test.Spec.Recipe.LearningRate,
        test.Curve.Steepest,
        test.Curve.Valley,
        test.Curve.DivergedAt,
        test.Curve.Steps);
}
