using Reproducible.Runs;

namespace Reproducible.Build;

/// <summary>Short names that tell the runs of one experiment apart: the strategy, and of data, backbone and recipe what is not the same in all.</summary>
internal static class SpecNames
{
    /// <returns>One a run, in order.</returns>
    public static IReadOnlyList<string> Of(IReadOnlyList<RunSpec> specs)
    {
        var strategies = specs.Select(spec => spec.Strategy.Name).ToList();
        var names = specs.Select((spec, place) => string.Join(' ',
            [
                specs.Any(other => other.Strategy.Name == spec.Strategy.Name && other.Strategy.ToString() != spec.Strategy.ToString()) ? spec.Strategy.ToString() : strategies[place],
                .. Differing(specs, other => other.Dataset, place),
                .. Differing(specs, other => other.Backbone, place),
            ])).ToList();

        return [.. names.Select((name, place) => names.Count(name.Equals) == 1 ? name : string.Join(' ', [name, .. Differing(specs, spec => spec.Recipe, place)]))];
    }

    private static IEnumerable<string> Differing(IReadOnlyList<RunSpec> specs, Func<RunSpec, Part> part, int place)
    {
        var all = specs.Select(spec => part(spec)).ToList();
        if (all.DistinctBy(one => one.Name).Count() > 1)
        {
            yield return all[place].ToString();
            yield break;
        }

        foreach (var (name, value) in all[place].Settings.Where(setting => all.Any(other => !other.Settings.Contains(setting))))
        {
            yield return $"{name}={value}";
        }
    }
}
