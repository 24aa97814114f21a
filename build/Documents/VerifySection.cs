using Reproducible.Traces;
using Reproducible.Verification;

namespace Reproducible.Build.Documents;

/// <summary>Runs that were executed again.</summary>
/// <param name="Confirmed">Identical, or within tolerance.</param>
internal sealed record VerifySection(int Total, int Confirmed, IReadOnlyList<VerifiedRun> Runs)
{
    public static VerifySection Of(IReadOnlyList<Rechecked> runs) => Of([.. runs.Select(VerifiedRun.Of)]);

    public static VerifySection Of(IReadOnlyList<VerifiedRun> runs) => new(runs.Count, runs.Count(run => run.Confirmed), runs);
}

/// <summary>A run that was executed again, with all that the words about it say. What could not be compared has the id, the verdict and the problem alone.</summary>
/// <param name="Verdict">Null: it could not be compared, or the code of its commit tells no more than <paramref name="Confirmed"/>.</param>
/// <param name="Confirmed">Identical, or within tolerance.</param>
/// <param name="Problem">Why it could not be compared; null: it could.</param>
internal sealed record VerifiedRun(string Id, Sameness? Verdict, bool Confirmed, string? Problem)
{
    /// <summary>The commit whose code executed it; null: the code as it is.</summary>
    public string? Commit { get; init; }

    /// <summary>Absolute path of the folder of what was executed, which is kept where it differs; null: nothing is kept.</summary>
    public string? AgainFolder { get; init; }

    /// <summary>What the keys differ in, in words, the likeliest cause of other numbers first.</summary>
    public IReadOnlyList<string>? Causes { get; init; }

    /// <summary>Where the two part; null: nowhere.</summary>
    public TraceDifference? FirstDifference { get; init; }

    /// <summary>Of any step's loss.</summary>
    public double? LargestLossDifference { get; init; }

    /// <summary>How far test accuracies may be apart, a share, where rounding alone differs.</summary>
    public double? AccuracyTolerance { get; init; }

    /// <summary>How far the first loss that differs may be off, as a share of itself, where rounding alone differs.</summary>
    public double? LossTolerance { get; init; }

    /// <summary>Test metrics, <c>first</c> as recorded, <c>second</c> as they are now.</summary>
    public IReadOnlyList<ComparedMetric>? Metrics { get; init; }

    public static VerifiedRun Of(Rechecked run) => run.Comparison is not { } comparison
        ? new(run.Id, Verdict: null, Confirmed: false, run.Problem)
        : new(run.Id, comparison.Sameness, run.IsConfirmed, Problem: null)
        {
            AgainFolder = run.Folder,
            Causes = comparison.Causes,
            FirstDifference = comparison.Trace.First,
            LargestLossDifference = comparison.Trace.LargestLossDifference,
            AccuracyTolerance = comparison.AccuracyTolerance,
            LossTolerance = RunComparison.LossTolerance,
            Metrics = ComparedMetric.Of(comparison),
        };
}
