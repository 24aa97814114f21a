using Reproducible.Runs;

namespace Reproducible.Recording.Report.Data;

/// <summary>One run as the report shows it.</summary>
/// <param name="Run">As stored.</param>
/// <param name="Gain">Its test accuracy minus that of the from-scratch run of the same seed; null where there is none.</param>
/// <param name="BaselineId">That run's id; null where there is none.</param>
internal sealed record SeedRun(RunRecord Run, double? Gain, string? BaselineId)
{
    /// <summary>The run's name in the store.</summary>
    public string Id => Run.Receipt.Id;

    public int Seed => Run.Spec.Seed;

    /// <summary>0 to 1; null when it did not finish.</summary>
    public double? Accuracy => Run.Receipt.Test?.Accuracy;
}
