using System.Text.RegularExpressions;

namespace Reproducible.Keys;

/// <summary>Says in words what makes two keys two.</summary>
/// <param name="codeOf">A code part's values by its hash; null where they are not known.</param>
/// <param name="sourceOf">A source run's name and key by its id; null where it is not known.</param>
public sealed partial class KeyDifference(
    Func<string, IReadOnlyDictionary<string, string>?> codeOf,
    Func<string, (string Name, IReadOnlyDictionary<string, KeyPart> Key)?> sourceOf)
{
    private const int NamesShown = 3;
    private const string Version = "libtorch";

    /// <summary>One phrase a difference, the likeliest to change a number much first: <c>code changed: Reproducible.Strategies.PartialFreeze</c>, <c>threads 1 → 2</c>.</summary>
    public IReadOnlyList<string> Between(IReadOnlyDictionary<string, KeyPart> was, IReadOnlyDictionary<string, KeyPart> now)
    {
        var parts = KeyParts.ByEffect.Union(was.Keys.Concat(now.Keys)).Where(part => was.GetValueOrDefault(part)?.Sha256 != now.GetValueOrDefault(part)?.Sha256).ToList();
        var own = parts.Where(part => part != KeyParts.Source).SelectMany(part => Of(part, was.GetValueOrDefault(part), now.GetValueOrDefault(part))).ToHashSet();

        return [.. parts.SelectMany(part => part == KeyParts.Source ? [Source(was.GetValueOrDefault(part), now.GetValueOrDefault(part), own)] : Of(part, was.GetValueOrDefault(part), now.GetValueOrDefault(part)))];
    }

    private IEnumerable<string> Of(string name, KeyPart? was, KeyPart? now)
    {
        if (was is null || now is null)
        {
            return [$"{name} {(was is null ? "was not part of the key" : "is no longer part of the key")}"];
        }

        return name switch
        {
            KeyParts.Code => [$"code changed{Listed(Changes(codeOf(was.Sha256), now.Values ?? codeOf(now.Sha256)).Select(change => change.Name))}"],
            KeyParts.Data => [$"data changed{Listed(Changes(was.Values, now.Values).Select(change => change.Name))}"],
            KeyParts.Engine => Engine([.. Changes(was.Values, now.Values)]),
            _ => Changes(was.Values, now.Values).Select(Text),
        };
    }

    /// <param name="own">What differs in the runs themselves; of their sources it goes without saying.</param>
    private string Source(KeyPart? wasPart, KeyPart? nowPart, HashSet<string> own)
    {
        var (was, now) = (wasPart?.Values?.GetValueOrDefault("run"), nowPart?.Values?.GetValueOrDefault("run"));
        if (was is null || now is null)
        {
            return was is null ? "it starts from source weights now" : "it starts from no source weights now";
        }

        if ((sourceOf(was), sourceOf(now)) is not ({ } before, { } after) || Between(before.Key, after.Key) is not { Count: > 0 } differences)
        {
            return $"source weights changed (run {was} → {now})";
        }

        var further = differences.Where(difference => !own.Contains(difference)).ToList();

        return $"source weights changed ({before.Name}: {(further.Count > 0 ? string.Join("; ", further) : "for the same reason")})";
    }

    private static IEnumerable<string> Engine(IReadOnlyList<(string Name, string? Was, string? Now)> changes)
    {
        // Another version is another file; that goes without saying.
        var files = changes.Any(change => change.Name == Version) ? changes.Where(change => change.Name != $"{Version}_sha256") : changes;

        return files.OrderBy(change => change.Name == Version ? 0 : 1).Select(change => change.Name.Contains(".so", StringComparison.Ordinal)
            ? $"engine changed: {change.Name} is {Short(change.Now) ?? "not loaded"} (was {Short(change.Was) ?? "not loaded"})"
            : Text(change));
    }

    private static string Text((string Name, string? Was, string? Now) change) => $"{change.Name} {Short(change.Was) ?? "unset"} → {Short(change.Now) ?? "unset"}";

    /// <summary>Hashes, 16 hex digits and more, are cut to 12.</summary>
    private static string? Short(string? value) => value is null ? null : LongHash().Replace(value, "$1");

    [GeneratedRegex(@"\b([0-9a-f]{12})[0-9a-f]{4,}\b")]
    private static partial Regex LongHash();

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
