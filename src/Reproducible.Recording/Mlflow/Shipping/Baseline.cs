using Reproducible.Keys;
using Reproducible.Statistics;
using Reproducible.Strategies;

namespace Reproducible.Recording.Mlflow.Shipping;

/// <summary>The transfer gain of stored runs: over from-scratch runs of the same dataset and backbone, computed in the same place, paired by seed.</summary>
internal static class Baseline
{
    private static readonly string[] Place = [KeyParts.Data, KeyParts.Engine, KeyParts.Device, KeyParts.Threads, KeyParts.InstructionSet, KeyParts.Dtype];

    /// <summary>The gain; null for from-scratch itself, or where nothing pairs.</summary>
    /// <param name="group">Runs that differ in the seed alone.</param>
    /// <param name="candidates">Runs to compare with; those of other versions of the code among them.</param>
    public static Interval? GainOf(IReadOnlyList<StoredRun> group, IEnumerable<StoredRun> candidates)
    {
        if (NameOf(group[0]) == nameof(FromScratch))
        {
            return null;
        }

        var baseline = candidates
            .Where(run => NameOf(run) == nameof(FromScratch) && run.Receipt.Test is not null && IsAlike(run, group[0]))
            .DistinctBy(run => run.Receipt.Id)
            .GroupBy(run => SeedGroup.IdOf(run.Receipt))
            .OrderByDescending(other => other.Any(run => CommitOf(run) == CommitOf(group[0])))
            .ThenByDescending(other => other.Max(run => run.Start))
            .FirstOrDefault()?.ToDictionary(run => run.Seed, run => run.Receipt.Test!.Accuracy);
        var gains = group.Where(run => run.Receipt.Test is not null && baseline?.ContainsKey(run.Seed) == true).Select(run => run.Receipt.Test!.Accuracy - baseline![run.Seed]).ToList();

        return gains.Count > 0 ? Interval.Of(gains) : null;
    }

    private static bool IsAlike(StoredRun one, StoredRun other) =>
        one.Dataset == other.Dataset && one.Backbone == other.Backbone
        && Place.All(part => one.Receipt.Key.GetValueOrDefault(part)?.Sha256 == other.Receipt.Key.GetValueOrDefault(part)?.Sha256);

    private static string NameOf(StoredRun run) => run.Receipt.Settings.GetValueOrDefault("strategy", "");

    private static string CommitOf(StoredRun run) => run.Receipt.Environment.GetValueOrDefault("commit", "");
}
