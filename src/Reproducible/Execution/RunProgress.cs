namespace Reproducible.Execution;

/// <summary>Where a run stands.</summary>
/// <param name="Id">The run's id.</param>
/// <param name="Epoch">Epochs done, 0 before the first.</param>
/// <param name="Epochs">Epochs in all.</param>
/// <param name="Loss">Training loss of the last epoch; null before the first.</param>
/// <param name="Accuracy">Validation accuracy after the last epoch, 0 to 1; null before the first.</param>
/// <param name="Done">Share of the steps done, 0 to 1; said about once a second.</param>
/// <param name="Images">Training images this worker learned from so far; those before an interruption are not among them.</param>
public sealed record RunProgress(string Id, int Epoch, int Epochs, double? Loss = null, double? Accuracy = null, double Done = 0, long Images = 0);
