namespace Reproducible.Frosting.Registration;

/// <summary>Holds the targets asked for against the tasks there are.</summary>
internal static class TargetCheck
{
    // Cake's own switches that list tasks and run none: the target, then, is of no account.
    private static readonly HashSet<string> Listing = new(
        ["--tree", "--showtree", "--description", "--descriptions", "--showdescription", "--showdescriptions"],
        StringComparer.OrdinalIgnoreCase);

    internal static bool OnlyLists(IEnumerable<string> commandLine) => commandLine.Any(word => Listing.Contains(word.Split('=')[0]));

    /// <returns>Null when each of <paramref name="targets"/> is a task; else what is wrong.</returns>
    internal static string? Fault(IEnumerable<string> targets, IReadOnlyList<string> tasks)
    {
        var missing = targets.Where(target => !tasks.Contains(target, StringComparer.OrdinalIgnoreCase)).ToList();
        return missing.Count == 0 ? null : $"{string.Join(' ', missing.Select(target => Sentence(target, tasks)))} {Choices(missing[0], tasks)}";
    }

    private static string Sentence(string target, IReadOnlyList<string> tasks) => NearestNames.Like(target, tasks) switch
    {
        [] => $"No target '{target}'.",
        var like => $"No target '{target}'. Did you mean {string.Join(" or ", like)}?",
    };

    private static string Choices(string target, IReadOnlyList<string> tasks) => tasks.Count == 0
        ? "There are none: no task has been registered."
        : $"There are: {string.Join(", ", NearestNames.Order(target, tasks))}.";
}
