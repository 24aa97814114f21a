using Reproducible.Runs;

namespace Reproducible.Recording.Report;

/// <summary>An experiment as the report finds it.</summary>
/// <param name="Result">Its runs that are in the store, finished or failed, and their summaries.</param>
/// <param name="Baseline">The from-scratch runs it is compared with; empty when there are none. Experiments with the same ones are shown together.</param>
/// <param name="Missing">Runs that its definition asks for and the store does not hold.</param>
public sealed record ReportedExperiment(ExperimentResult Result, IReadOnlyList<RunRecord> Baseline, int Missing = 0);
