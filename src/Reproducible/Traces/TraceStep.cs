namespace Reproducible.Traces;

/// <summary>What one training step was given and gave.</summary>
/// <param name="Step">From 1.</param>
/// <param name="Epoch">The epoch that the batch is of.</param>
/// <param name="Loss">Before the step's update.</param>
/// <param name="LearningRate">Of the step's update.</param>
/// <param name="Batch">CRC-32C of the numbers of the examples drawn.</param>
/// <param name="Input">CRC-32C of the images after augmentation; 0 where it was not taken.</param>
/// <param name="Weights">CRC-32C over all hashed tensors but the optimizer's, after the step's update; 0 where it was not taken.</param>
public readonly record struct TraceStep(long Step, int Epoch, float Loss, double LearningRate, uint Batch, uint Input, uint Weights = 0);
