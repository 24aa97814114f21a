using Reproducible.Recording.LearningRate;
using Spectre.Console;

namespace Reproducible.Build;

/// <summary>What range tests suggest, a line each.</summary>
internal static class RateTable
{
    private const int NameLeast = 20;

    public static void Write(IReadOnlyList<TestedRates> tests, IAnsiConsole console)
    {
        var table = new FittingTable(
        [
            new("Strategy", Rank: 0, IsText: true),
            new("Declared", Rank: 0),
            new("Steepest", Rank: 0),
            new("Valley", Rank: 0),
            new("Diverged at", Rank: 1),
        ]);
        foreach (var (name, _, spec, curve) in tests)
        {
            table.Add(
                name, RateText.Of(spec.Recipe.LearningRate), RateText.Of(curve.Steepest), RateText.Of(curve.Valley), RateText.Of(curve.DivergedAt));
        }

        console.WriteLine();
        console.Write(table.Fit(console.Profile.Width, NameLeast, wraps: true));
        console.Write(new Text("Steepest and valley are where to begin; a recipe's LearningRate is changed by you or not at all.\n"));
    }
}
