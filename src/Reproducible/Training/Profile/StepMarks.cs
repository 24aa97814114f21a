using Reproducible.Torch.Profiling;

namespace Reproducible.Training;

/// <summary>When a step passed what its recorder hears of, in nanoseconds.</summary>
/// <param name="Begin">The step before had ended.</param>
/// <param name="Evaluated">The validation split had been looked at; <paramref name="Begin"/> where it was not.</param>
/// <param name="Drawn">The batch was there.</param>
/// <param name="Lost">The optimizer was done.</param>
/// <param name="End">What is kept of the step was kept.</param>
internal sealed record StepMarks(long Step, long Begin, long Evaluated, long Drawn, long Lost, long End)
{
    private const string Engine = "autograd::engine";

    /// <summary>The step's phases. Between the batch and the optimizer's end, the backward pass is what autograd's engine runs.</summary>
    public IEnumerable<PhaseSpan> Phases(IReadOnlyList<OperatorEvent> events)
    {
        var backward = events.Where(found => found.Begin >= Drawn && found.End <= Lost && IsBackward(found)).ToList();
        var (first, last) = backward.Count == 0 ? (Lost, Lost) : (backward.Min(found => found.Begin), backward.Max(found => found.End));

        return new PhaseSpan[]
        {
            new(Step, StepPhase.Evaluation, Begin, Evaluated),
            new(Step, StepPhase.Data, Evaluated, Drawn),
            new(Step, StepPhase.Forward, Drawn, first),
            new(Step, StepPhase.Backward, first, last),
            new(Step, StepPhase.Optimizer, last, Lost),
            new(Step, StepPhase.Recording, Lost, End),
        }.Where(span => span.End > span.Begin);
    }

    private static bool IsBackward(OperatorEvent found) => found.IsBackward || found.Name.StartsWith(Engine, StringComparison.Ordinal);
}
