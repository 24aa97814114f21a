namespace Reproducible.Frosting.Registration;

/// <summary>Which of the known names may have been meant.</summary>
internal static class NearestNames
{
    /// <summary>All <paramref name="names"/>, the ones most like <paramref name="typed"/> first, then by alphabet.</summary>
    internal static IReadOnlyList<string> Order(string typed, IEnumerable<string> names) =>
        [.. names.OrderBy(name => Distance(typed, name)).ThenBy(name => name, StringComparer.OrdinalIgnoreCase)];

    /// <summary>At most three names that may have become <paramref name="typed"/>: a third of its letters are slips, or one is inside the other.</summary>
    internal static IReadOnlyList<string> Like(string typed, IEnumerable<string> names) =>
        [.. Order(typed, names).Where(name => Distance(typed, name) <= Math.Max(1, typed.Length / 3) || Contains(typed, name)).Take(3)];

    /// <summary>Letters to insert, remove, replace or swap with their neighbour; upper and lower case are the same letter.</summary>
    internal static int Distance(string left, string right)
    {
        var (a, b) = (left.ToUpperInvariant(), right.ToUpperInvariant());
        var cost = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                cost[i, j] = Math.Min(i, j) == 0 ? Math.Max(i, j) : Math.Min(
                    Math.Min(cost[i - 1, j], cost[i, j - 1]) + 1,
                    cost[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    cost[i, j] = Math.Min(cost[i, j], cost[i - 2, j - 2] + 1);
                }
            }
        }

        return cost[a.Length, b.Length];
    }

    // Three letters, so that 'a' does not suggest every name there is.
    private static bool Contains(string typed, string name) =>
        Math.Min(typed.Length, name.Length) >= 3
        && (name.Contains(typed, StringComparison.OrdinalIgnoreCase) || typed.Contains(name, StringComparison.OrdinalIgnoreCase));
}
