namespace Reproducible.Training;

/// <summary>Where the time of some steps went.</summary>
/// <param name="After">Steps before the first.</param>
/// <param name="Steps">Steps profiled.</param>
/// <param name="Milliseconds">From the end of the step before the first to the end of the last.</param>
/// <param name="Phases">In the order of a step; their milliseconds add up to <paramref name="Milliseconds"/>.</param>
/// <param name="Operators">What took longest first.</param>
/// <param name="Dropped">Operators that did not fit into the recording; 0 unless steps are very many.</param>
/// <param name="Losses">Of each step from the run's first to the last profiled, to be held against a stored run's.</param>
public sealed record ProfileSummary(
    int After,
    int Steps,
    double Milliseconds,
    IReadOnlyList<PhaseTime> Phases,
    IReadOnlyList<OperatorTime> Operators,
    long Dropped,
    IReadOnlyList<float> Losses);

/// <summary>A part of all profiled steps.</summary>
/// <param name="Milliseconds">On the clock.</param>
/// <param name="InOperators">Of these, how many lay inside an operator; the rest is C#, and the way into libtorch.</param>
public sealed record PhaseTime(StepPhase Phase, double Milliseconds, double InOperators);

/// <summary>An operator in a part of all profiled steps.</summary>
/// <param name="SelfMilliseconds">Inside it, and not inside an operator that it called.</param>
public sealed record OperatorTime(StepPhase Phase, string Operator, int Calls, double SelfMilliseconds);
