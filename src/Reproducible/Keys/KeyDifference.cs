namespace Reproducible.Keys;

/// <summary>Says in words what makes two keys two.</summary>
/// <param name="codeOf">A code part's values by its hash; null where they are not known.</param>
/// <param name="sourceOf">A source run's name and key by its id; null where it is not known.</param>
public sealed class KeyDifference(
    Func<string, IReadOnlyDictionary<string, string>?> codeOf,
    Func<string, (string Name, IReadOnlyDictionary<string, KeyPart> Key)?> sourceOf)
{
    private const int NamesShown = 3;

    /// <summary>One phrase a difference, the likeliest to change a number much first: <c>code changed: Reproducible.Strategies.PartialFreeze</c>, <c>threads 1 → 2</c>.</summary>
    public IReadOnlyList<string> Between(IReadOnlyDictionary<string, KeyPart> was, IReadOnlyDictionary<string, KeyPart> now) =>
        [.. KeyParts.ByEffect.Union(was.Keys.Concat(now.Keys)).SelectMany(part => Of(part, was.GetValueOrDefault(part), now.GetValueOrDefault(part)))];

    private IEnumerable<string> Of(string name, KeyPart? was, KeyPart? now)
    {
        if (was?.Sha256 == now?.Sha256)
        {
            return [];
        }

        if (was is null || now is null)
        {
            return [$"{name} {(was is null ? "was not part of the key" : "is no longer part of the key")}"];
        }

        return name switch
        {
            KeyParts.Code => [$"code changed{Listed(Changes(codeOf(was.Sha256), now.Values ?? codeOf(now.Sha256)).Select(change => change.Name))}"],
            KeyParts.Data => [$"data changed{Listed(Changes(was.Values, now.Values).Select(change => change.Name))}"],
            KeyParts.Source => [Source(was.Values?.GetValueOrDefault("run"), now.Values?.GetValueOrDefault("run"))],
            _ => Changes(was.Values, now.Values).Select(change => $"{change.Name} {change.Was ?? "unset"} → {change.Now ?? "unset"}"),
        };
    }

    private string Source(string? was, string? now)
    {
        if (was is null || now is null)
        {
            return was is null ? "it starts from source weights now" : "it starts from no source weights now";
        }

        return (sourceOf(was), sourceOf(now)) is ({ } before, { } after) && Between(before.Key, after.Key) is { Count: > 0 } differences
            ? $"source weights changed ({after.Name}: {string.Join("; ", differences)})"
            : $"source weights changed (run {was} → {now})";
    }

    private static IEnumerable<(string Name, string? Was, string? Now)> Changes(IReadOnlyDictionary<string, string>? was, IReadOnlyDictionary<string, string>? now) =>
        was is null || now is null
            ? []
            : was.Keys.Union(now.Keys).Order(StringComparer.Ordinal)
                .Select(name => (name, was.GetValueOrDefault(name), now.GetValueOrDefault(name)))
                .Where(change => change.Item2 != change.Item3);

    private static string Listed(IEnumerable<string> names)
    {
        var all = names.ToList();
        var more = all.Count > NamesShown ? $" and {all.Count - NamesShown} more" : "";

        return all.Count == 0 ? "" : $": {string.Join(", ", all.Take(NamesShown))}{more}";
    }
}
