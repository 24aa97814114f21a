using Reproducible.Verification;

namespace Reproducible.Build;

/// <summary>What came of a run that was executed again.</summary>
/// <param name="Id">Of the recorded run.</param>
/// <param name="Comparison">Null: it could not be compared.</param>
/// <param name="Problem">Why it could not; null: it could.</param>
/// <param name="Folder">Absolute path of the folder of what was executed, which is kept where it differs; null: nothing is kept.</param>
internal sealed record Rechecked(string Id, RunComparison? Comparison, string? Problem = null, string? Folder = null)
{
    /// <summary>The verdict; null: it could not be compared.</summary>
    public Sameness? Sameness => Comparison?.Sameness;

    /// <summary>Identical, or within tolerance.</summary>
    public bool IsConfirmed => Sameness is Verification.Sameness.Identical or Verification.Sameness.WithinTolerance;
}
