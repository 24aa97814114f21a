using Reproducible.Runs;
using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>Notes losses while the learning rate rises, and leaves the run when they explode or the last step is done, before anything is evaluated.</summary>
/// <param name="rateOf">The learning rate of a step, counted from 1.</param>
internal sealed class RangeTestRecorder(Func<long, double> rateOf, CancellationToken cancel) : IFlightRecorder
{
    private const double Memory = 0.98; // Of the smoothed loss, as fastai has it.
    private const double Exploded = 4; // Times the best smoothed loss, likewise.

    private readonly List<RangeStep> steps = [];
    private double sum;
    private double best = double.PositiveInfinity;
    private double? divergedAt;
    private long last = long.MaxValue;

    /// <summary>Whether all is seen: the run was left on purpose.</summary>
    public bool IsDone => divergedAt is not null || steps.Count == last;

    /// <summary>What was seen.</summary>
    /// <exception cref="ReproducibleException">The first loss was not finite.</exception>
    public RangeCurve Curve => steps.Count > 0 ? new(steps, divergedAt) : throw new ReproducibleException(
        FormattableString.Invariant($"The loss of the first step is not finite, at a learning rate of {rateOf(1):0.0e-0} that has changed nothing yet; there is no range to test."),
        "Look at the source weights, the data and the loss: no learning rate mends that.");

    /// <inheritdoc/>
    public Place? Begin(ILearning learning, int epochs, long steps)
    {
        last = steps;

        return null;
    }

    /// <inheritdoc/>
    public void Draws(Tensor examples, Tensor? images)
    {
    }

    /// <inheritdoc/>
    public void Lost(long step, int epoch, float loss, double rate)
    {
        if (!float.IsFinite(loss))
        {
            divergedAt = rateOf(step);
            return;
        }

        sum = (Memory * sum) + ((1 - Memory) * loss);
        var smoothed = sum / (1 - Math.Pow(Memory, step)); // As Adam corrects its means: without it the first would be too small.
        steps.Add(new((int)step, rateOf(step), loss, smoothed));
        best = Math.Min(best, smoothed);
        divergedAt = smoothed > Exploded * best ? rateOf(step) : null;
    }

    /// <inheritdoc/>
    public void Rest(long step, bool endOfEpoch, Func<Place> place)
    {
        cancel.ThrowIfCancellationRequested();
        if (IsDone)
        {
            throw new OperationCanceledException("The range test is done.");
        }
    }

    /// <inheritdoc/>
    public void Evaluated(EpochMetrics epoch)
    {
    }
}
