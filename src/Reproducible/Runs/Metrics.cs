namespace Reproducible.Runs;

/// <summary>What one evaluation measured. All but the loss are shares, 0 to 1.</summary>
/// <param name="Loss">Mean cross-entropy in nats, without weight decay or label smoothing.</param>
/// <param name="Accuracy">Share of examples classified right.</param>
/// <param name="Precision">Mean over classes of right predictions among the predictions of that class; 0 for a class never predicted.</param>
/// <param name="Recall">Mean over classes of right predictions among the examples of that class.</param>
/// <param name="F1">Mean over classes of the harmonic mean of precision and recall; 0 where both are 0.</param>
/// <param name="Confusion">Counts [true class][predicted class].</param>
/// <remarks>Macro averages as in scikit-learn with <c>average="macro", zero_division=0</c>.</remarks>
public sealed record Metrics(double Loss, double Accuracy, double Precision, double Recall, double F1, IReadOnlyList<IReadOnlyList<long>> Confusion);

/// <summary>What one epoch measured.</summary>
/// <param name="Epoch">Counted from 1.</param>
/// <param name="Steps">Optimizer steps done so far.</param>
/// <param name="LearningRate">Of the heads, at the epoch's last step.</param>
/// <param name="Train">Over the epoch's own batches, as they were learned from: weights move meanwhile and augmentation counts.</param>
/// <param name="Validation">Over the validation split, after the epoch.</param>
public sealed record EpochMetrics(int Epoch, long Steps, double LearningRate, Metrics Train, Metrics Validation);
