using System.Globalization;
using System.Text;
using Reproducible.Recording.Csv;
using Reproducible.Recording.Mlflow.Rest;
using Reproducible.Recording.Mlflow.Shipping;
using Reproducible.Store;

namespace Reproducible.Recording.Mlflow.Translation;

/// <summary>The tables and the picture that go with a parent run.</summary>
internal static class SummaryFiles
{
    private static readonly CsvTable<SeedGroup> Groups = new(
        ("strategy", group => group.Strategy),
        ("dataset", group => group.Dataset),
        ("backbone", group => group.Backbone),
        ("examples", group => Cell.Of(group.Newest.Receipt.Examples.GetValueOrDefault("train"))),
        ("n", group => Cell.Of(group.Tested.Count)),
        ("failed", group => Cell.Of(group.Runs.Count - group.Tested.Count)),
        ("mean_test_accuracy", group => Cell.Of(group.Accuracy?.Mean)),
        ("sd", group => Cell.Of(group.Accuracy?.StandardDeviation)),
        ("low", group => Cell.Of(group.Accuracy?.Low)),
        ("high", group => Cell.Of(group.Accuracy?.High)),
        ("gain_mean", group => Cell.Of(group.Gain?.Mean)),
        ("gain_low", group => Cell.Of(group.Gain?.Low)),
        ("gain_high", group => Cell.Of(group.Gain?.High)),
        ("gain_n", group => Cell.Of(group.Gain?.Count ?? 0)),
        ("verdict", group => SummaryTable.Text(group.Verdict)));

    private static readonly CsvTable<StoredRun> Seeds = new(
        ("id", run => run.Receipt.Id),
        ("seed", run => Cell.Of(run.Seed)),
        ("status", run => run.Receipt.Status.ToString().ToLowerInvariant()),
        ("test_accuracy", run => Cell.Of(run.Receipt.Test?.Accuracy)),
        ("test_precision", run => Cell.Of(run.Receipt.Test?.Precision)),
        ("test_recall", run => Cell.Of(run.Receipt.Test?.Recall)),
        ("test_f1", run => Cell.Of(run.Receipt.Test?.F1)),
        ("test_loss", run => Cell.Of(run.Receipt.Test?.Loss)),
        ("train_seconds", run => Cell.Of(run.Receipt.TrainSeconds)),
        ("weights_sha256", run => run.Receipt.WeightsSha256 ?? ""),
        ("error", run => run.Receipt.Error ?? ""));

    /// <summary>What is the same for all groups of an experiment.</summary>
    public static IReadOnlyList<MlflowArtifact> Shared(Shipment shipment) =>
        [MlflowArtifact.Text(SummaryNote.Picture, SummaryPicture.Of(shipment)), MlflowArtifact.Text("summary.csv", Groups.Text(shipment.Groups))];

    /// <summary>What is a group's own: its seeds, their epochs and steps, and the uncommitted changes that they were computed with.</summary>
    public static IReadOnlyList<MlflowArtifact> Own(SeedGroup group) =>
    [
        MlflowArtifact.Text("seeds.csv", Seeds.Text(group.Runs)),
        MlflowArtifact.Text("epochs.csv", EpochsOf(group)),
        .. StepsTable.Of(group) is { } steps ? [steps] : Array.Empty<MlflowArtifact>(),
        .. group.Runs.Where(run => run.Receipt.Patch is not null).DistinctBy(run => run.Receipt.Patch)
            .Select(run => (run.Receipt.Patch, Diff: RunTags.DiffOf(run)))
            .Where(patch => patch.Diff is not null)
            .Select(patch => MlflowArtifact.Text(RunTags.DiffPath(patch.Patch!), patch.Diff!)),
    ];

    // metrics.csv of each run, with its seed in front.
    private static string EpochsOf(SeedGroup group)
    {
        var text = new StringBuilder();
        foreach (var run in group.Runs)
        {
            var file = Path.Combine(run.Folder, RunFiles.Metrics);
            var lines = File.Exists(file) ? File.ReadAllLines(file) : [];
            if (text.Length == 0 && lines.Length > 0)
            {
                text.Append("seed,").Append(lines[0]).Append('\n');
            }

            foreach (var line in lines.Skip(1))
            {
                text.Append(CultureInfo.InvariantCulture, $"{run.Seed},{line}\n");
            }
        }

        return text.ToString();
    }
}
