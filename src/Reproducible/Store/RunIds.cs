namespace Reproducible.Store;

/// <summary>Finds runs by what somebody types: an id, or its first digits.</summary>
public static class RunIds
{
    private const int Digits = 16;
    private const int FewestDigits = 4;
    private const int Shown = 5;

    /// <summary>The one id that begins so.</summary>
    /// <param name="ids">Those to choose from.</param>
    /// <param name="typed">4 to 16 hex digits, upper or lower case.</param>
    /// <param name="place">What holds the ids, for people: <c>the store '/results/store'</c>.</param>
    /// <param name="otherwise">What to do when no id begins so, for people; null: the nearest are named.</param>
    /// <exception cref="ReproducibleException">It is no start of an id, or that of none, or of several.</exception>
    public static string Find(IReadOnlyCollection<string> ids, string? typed, string place, string? otherwise = null)
    {
        ArgumentNullException.ThrowIfNull(ids);

        if (typed is null || typed.Length is < FewestDigits or > Digits || !typed.All(char.IsAsciiHexDigit))
        {
            throw new ReproducibleException($"'{typed}' is no run's id; expected its {Digits} hex digits, or the first {FewestDigits} and more.", "--target=Plan and results/*/runs.csv list ids.");
        }

        return ids.Where(id => id.StartsWith(typed, StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal).ToList() switch
        {
            [var only] => only,
            [] when ids.Count == 0 => throw new ReproducibleException($"There is no run '{typed}': {place} is empty.", "Run an experiment first, or name its folder with --results=."),
            [] => throw new ReproducibleException($"There is no run '{typed}' in {place}.", otherwise ?? $"The nearest are: {string.Join(", ", Nearest(typed, ids))}."),
            var several => throw new ReproducibleException(
                $"{several.Count} runs of {place} begin with '{typed}': {string.Join(", ", several.Take(Shown))}{(several.Count > Shown ? ", …" : "")}.", "Type more digits."),
        };
    }

    /// <summary>Whether a text is a whole id.</summary>
    internal static bool IsWhole(string text) => text.Length == Digits && text.All(char.IsAsciiHexDigitLower);

    // Who copies an id loses its end, or slips in a digit.
    private static IEnumerable<string> Nearest(string typed, IEnumerable<string> ids) => ids
        .OrderByDescending(id => id.Zip(typed.ToLowerInvariant(), (one, other) => one == other).Count(same => same))
        .ThenBy(id => id, StringComparer.Ordinal)
        .Take(Shown);
}
