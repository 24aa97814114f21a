namespace Reproducible.Traces;

/// <summary>Where two traces part.</summary>
/// <param name="Step">The first step that differs; 0 is before the first.</param>
/// <param name="Cause">What differs there, the earliest in the order of computation.</param>
/// <param name="RecordedLoss">The recorded loss of the step; null where there is none.</param>
/// <param name="Loss">The other trace's loss of the step; null where there is none.</param>
/// <param name="Tensor">The first tensor that differs in the first weights record from the step on that differs; null when none does.</param>
/// <param name="TensorStep">The step of that weights record.</param>
public sealed record TraceDifference(long Step, TraceCause Cause, float? RecordedLoss, float? Loss, string? Tensor, long? TensorStep);
