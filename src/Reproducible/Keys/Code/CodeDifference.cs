namespace Reproducible.Keys;

/// <summary>What differs between two maps of names to hashes, such as two <see cref="CodeClosure.Types"/>. Names in ordinal order.</summary>
public sealed record CodeDifference(IReadOnlyList<string> Added, IReadOnlyList<string> Removed, IReadOnlyList<string> Changed)
{
    /// <summary>Both maps say the same.</summary>
    public bool IsEmpty => Added.Count + Removed.Count + Changed.Count == 0;

    /// <summary>What must be added, removed and changed to come from <paramref name="before"/> to <paramref name="after"/>.</summary>
    public static CodeDifference Between(IReadOnlyDictionary<string, string> before, IReadOnlyDictionary<string, string> after) => new(
        [.. after.Keys.Where(name => !before.ContainsKey(name)).Order(StringComparer.Ordinal)],
        [.. before.Keys.Where(name => !after.ContainsKey(name)).Order(StringComparer.Ordinal)],
        [.. before.Where(pair => after.TryGetValue(pair.Key, out var hash) && hash != pair.Value)
            .Select(pair => pair.Key).Order(StringComparer.Ordinal)]);
}
