using Reproducible.Verification;

namespace Reproducible.Build.Documents;

/// <summary>Runs that were executed again.</summary>
/// <param name="Confirmed">Identical, or within tolerance.</param>
internal sealed record VerifySection(int Total, int Confirmed, IReadOnlyList<VerifiedRun> Runs)
{
    public static VerifySection Of(IReadOnlyList<(string Id, Sameness? Sameness)> verdicts) => new(
        verdicts.Count,
        verdicts.Count(run => run.Sameness is Sameness.Identical or Sameness.WithinTolerance),
        [.. verdicts.Select(run => new VerifiedRun(run.Id, run.Sameness))]);
}

/// <param name="Verdict">Null: it could not be compared.</param>
internal sealed record VerifiedRun(string Id, Sameness? Verdict);
