using System.Globalization;
using Reproducible.Runs;

namespace Reproducible.Build;

/// <summary>What this call's runs did to have the features of their frozen stages.</summary>
/// <param name="Asked">How often features of a split were needed.</param>
/// <param name="FromStore">How often they were made before.</param>
/// <param name="Seconds">That having them took, over all runs.</param>
/// <param name="SavedSeconds">How much longer it would have taken to make them all.</param>
/// <param name="Problems">Why the store could not be used as it should, each once.</param>
internal sealed record FeatureSavings(int Asked, int FromStore, double Seconds, double SavedSeconds, IReadOnlyList<string> Problems)
{
    /// <summary>Of the runs that were done in this call; reused ones needed no features now.</summary>
    public static FeatureSavings Of(IEnumerable<ExperimentResult> results)
    {
        var uses = results.SelectMany(result => result.Runs).Where(run => !run.Reused).DistinctBy(run => run.Receipt.Id).SelectMany(run => run.Receipt.Features).ToList();

        return new(
            uses.Count,
            uses.Count(use => use.FromStore),
            uses.Sum(use => use.Seconds),
            uses.Sum(use => use.SavedSeconds),
            [.. uses.Select(use => use.Problem).OfType<string>().Distinct()]);
    }

    /// <summary>For the terminal; none where nothing was asked for.</summary>
    public IEnumerable<string> ToLines() => Asked == 0 ? [] : Problems.Prepend(string.Create(
        CultureInfo.InvariantCulture, $"Features of frozen stages: {FromStore} of {Asked} from the store, about {SavedSeconds:0.0} s saved."));
}
