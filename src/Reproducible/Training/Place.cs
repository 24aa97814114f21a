using Reproducible.Runs;

namespace Reproducible.Training;

/// <summary>Where a run stands between two steps, besides its tensors. Random streams need nothing: they count from seed, epoch and step.</summary>
/// <param name="Step">Steps done.</param>
/// <param name="Epoch">The epoch under way, counted from 1.</param>
/// <param name="At">Examples of that epoch done; all of them: it waits to be evaluated.</param>
/// <param name="Table">Epochs evaluated.</param>
/// <param name="Counts">The confusion counts of the epochs since the last evaluation.</param>
/// <param name="LossSum">Their summed loss.</param>
/// <param name="Replay">Where the replayed source examples stand; null: none are.</param>
internal sealed record Place(long Step, int Epoch, int At, IReadOnlyList<EpochMetrics> Table, IReadOnlyList<long> Counts, double LossSum, ReplayPlace? Replay);

/// <summary>Where replayed examples stand.</summary>
/// <param name="Round">Rounds begun.</param>
/// <param name="At">Examples of that round handed out.</param>
internal sealed record ReplayPlace(int Round, int At);
