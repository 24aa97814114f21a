using Reproducible.Keys;
using Reproducible.Store;

namespace Reproducible.Runs;

/// <summary>Why one run is reused or will run: its key part by part, and the code that computes it.</summary>
public static class PlanExplanation
{
    private const int DigitsShown = 12;

    /// <summary>The run of a plan whose id starts so.</summary>
    /// <exception cref="ReproducibleException">There is none, or more than one.</exception>
    public static PlannedRun Find(Plan plan, string prefix)
    {
        ArgumentNullException.ThrowIfNull(plan);

        var id = RunIds.Find(
            [.. plan.Runs.Select(run => run.Id)], prefix, "this plan", "--target=Plan --experiment=NAME lists ids; name the same --seeds, --epochs and --portable.");

        return plan.Runs.First(run => run.Id == id);
    }

    /// <summary>Lines for people. <c>*</c> stands before what differs from the nearest stored run; hashes are cut to 12 digits.</summary>
    public static IEnumerable<string> Of(PlannedRun run, StoreIndex index)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(index);

        var nearest = index.Nearest(run.Key);
        yield return $"{run.Id} {run.Spec}";
        yield return $"  {(run.Stored is null ? "will run" : "is reused")}: {run.Reason}";
        yield return nearest is null ? "  no finished run was asked the same" : $"  the nearest stored run that was asked the same: {nearest.Value.Id}";
        foreach (var (name, part) in KeyParts.ByEffect.Where(run.Key.Parts.ContainsKey).Select(name => (name, run.Key.Parts[name])))
        {
            var was = nearest?.Key.GetValueOrDefault(name);
            yield return $"{Mark(nearest is not null && was?.Sha256 != part.Sha256)} {name} {part.Sha256[..DigitsShown]}";
            var before = was?.Values ?? (was is not null && name == KeyParts.Code ? index.CodeOf(was.Sha256) : null);
            foreach (var line in Values(part.Values ?? new Dictionary<string, string>(), before, isHash: name == KeyParts.Code))
            {
                yield return line;
            }
        }
    }

    private static IEnumerable<string> Values(IReadOnlyDictionary<string, string> now, IReadOnlyDictionary<string, string>? was, bool isHash) =>
        now.Keys.Union(was?.Keys ?? []).Order(StringComparer.Ordinal).Select(name => (now.GetValueOrDefault(name), was?.GetValueOrDefault(name)) switch
        {
            (null, _) => $"*     {name}: no longer there",
            (var value, var before) when was is null || value == before => $"      {name}: {Cut(value!, isHash)}",
            (var value, null) => $"*     {name}: {Cut(value!, isHash)} (new)",
            (var value, var before) => $"*     {name}: {Cut(value!, isHash)} (was {Cut(before, isHash)})",
        });

    private static string Cut(string value, bool isHash) => isHash && value.Length > DigitsShown ? value[..DigitsShown] : value;

    private static char Mark(bool differs) => differs ? '*' : ' ';
}
