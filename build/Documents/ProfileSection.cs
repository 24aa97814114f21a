using Reproducible.Runs;
using Reproducible.Training;

namespace Reproducible.Build.Documents;

/// <summary>Where the time of some steps of a run went.</summary>
/// <param name="Trace">Absolute path of the Chrome trace.</param>
/// <param name="SameLosses">Whether the losses are those of the stored run, bit for bit; null: the store does not hold it.</param>
internal sealed record ProfileSection(
    string Id,
    string Strategy,
    int After,
    int Steps,
    double Milliseconds,
    IReadOnlyList<PhaseTime> Phases,
    IReadOnlyList<OperatorTime> Operators,
    long Dropped,
    bool? SameLosses,
    string Trace)
{
    public static ProfileSection Of(PlannedRun run, ProfileSummary summary, bool? sameLosses, string trace) => new(
        run.Id, run.Spec.Strategy.ToString(), summary.After, summary.Steps, summary.Milliseconds, summary.Phases, summary.Operators, summary.Dropped, sameLosses, trace);
}
