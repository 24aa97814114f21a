namespace Reproducible.Training;

/// <summary>One step of a range test.</summary>
/// <param name="Step">Counted from 1.</param>
/// <param name="Rate">The learning rate as a recipe states it: that of the heads, before a strategy's own factors.</param>
/// <param name="Loss">Of the step's batch, before anything was learned from it.</param>
/// <param name="Smoothed">The mean of the losses so far, recent ones counting more.</param>
public sealed record RangeStep(int Step, double Rate, double Loss, double Smoothed);
