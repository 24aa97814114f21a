using Reproducible.Runs;
using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>Watches a run compute. What it keeps proves the run or takes it up again; it decides no number.</summary>
internal interface IFlightRecorder
{
    /// <summary>Before the first step. May put <paramref name="learning"/> where an interrupted run left it.</summary>
    /// <param name="epochs">Epochs in all.</param>
    /// <param name="steps">Steps in all.</param>
    /// <returns>Where to go on; null: at the start.</returns>
    Place? Begin(ILearning learning, int epochs, long steps);

    /// <summary>What a step is about to learn from.</summary>
    /// <param name="examples">[batch] 64-bit numbers of the drawn examples in their split.</param>
    /// <param name="images">[batch, channels, height, width] bytes after augmentation; null where their features were computed before.</param>
    void Draws(Tensor examples, Tensor? images);

    /// <summary>A step's loss, before anything was learned from it.</summary>
    /// <param name="step">Counted from 1.</param>
    /// <param name="rate">The heads' learning rate.</param>
    void Lost(long step, int epoch, float loss, double rate);

    /// <summary>After a step: all that a later step depends on stands still.</summary>
    /// <param name="place">Makes the place to go on from, for whoever wants to keep it.</param>
    /// <exception cref="OperationCanceledException">The run shall be left.</exception>
    void Rest(long step, bool endOfEpoch, Func<Place> place);

    /// <summary>An epoch was evaluated.</summary>
    void Evaluated(EpochMetrics epoch);
}
