using Reproducible.Recording.Mlflow;

namespace Reproducible.Build.Documents;

/// <summary>What is in MLflow now.</summary>
/// <param name="Runs">Runs of the store, once for each experiment that holds them.</param>
/// <param name="Summaries">Parent runs written or brought up to date.</param>
/// <param name="Ended">Runs that a dead process had left running, now KILLED.</param>
/// <param name="LeftOut">Why runs of the store cannot be sent, a sentence each.</param>
internal sealed record SyncSection(int Runs, int Sent, int Missing, int Summaries, int Ended, IReadOnlyList<string> Problems, IReadOnlyList<string> LeftOut)
{
    public static SyncSection Of(SyncReport report) => new(report.Runs, report.Sent, report.Missing, report.Summaries, report.Ended, report.Problems, report.Unreadable);
}
