using Reproducible.Runs;

namespace Reproducible.Verification;

/// <summary>plan.json: what asked for an exported run, so that it can be asked again.</summary>
/// <param name="Source">Id of the run whose weights it started from; null: none.</param>
internal sealed record PlanEntry(string Id, string? Experiment, RunOverrides Overrides, string? Source, IReadOnlyDictionary<string, string> Settings)
{
    public static PlanEntry Of(Receipt receipt) => new(receipt.Id, receipt.Experiment, receipt.Overrides, receipt.SourceId, receipt.Settings);
}
