namespace Reproducible.Training;

/// <summary>A phase of one step, on the clock of the operators.</summary>
/// <param name="Step">Counted from 1.</param>
/// <param name="Begin">Nanoseconds.</param>
/// <param name="End">Nanoseconds.</param>
internal readonly record struct PhaseSpan(long Step, StepPhase Phase, long Begin, long End);
