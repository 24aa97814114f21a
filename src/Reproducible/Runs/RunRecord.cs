namespace Reproducible.Runs;

/// <summary>A run in the store.</summary>
/// <param name="Spec">What was asked.</param>
/// <param name="Receipt">What came out.</param>
/// <param name="Epochs">One an epoch, in order.</param>
/// <param name="Folder">Absolute path of its folder: receipt.json, metrics.csv, weights.safetensors (none when it failed), log.txt (only when it failed).</param>
/// <param name="Reused">Whether it was in the store before this call.</param>
public sealed record RunRecord(RunSpec Spec, Receipt Receipt, IReadOnlyList<EpochMetrics> Epochs, string Folder, bool Reused);
