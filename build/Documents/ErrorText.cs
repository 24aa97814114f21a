namespace Reproducible.Build.Documents;

/// <summary>Why a call failed.</summary>
/// <param name="Remedy">The next step to take; null where the failure knows none.</param>
internal sealed record ErrorText(string Problem, string? Remedy)
{
    /// <summary>In the words of the innermost of ours, which Cake may have wrapped.</summary>
    public static ErrorText Of(Exception fault)
    {
        var all = Chain(fault).ToList();

        return all.OfType<ReproducibleException>().FirstOrDefault() is { } ours
            ? new(ours.Problem, ours.Remedy)
            : new(all[^1].Message, null);
    }

    private static IEnumerable<Exception> Chain(Exception fault)
    {
        for (var current = fault; current is not null; current = current.InnerException)
        {
            yield return current;
        }
    }
}
