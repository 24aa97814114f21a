using Reproducible.Runs;
using Reproducible.Training;
using static Reproducible.Torch.torch;

namespace Reproducible.Tests.Training;

/// <summary>Passes on to a real recorder, until a run's step: there it breaks off in the midst of it, loss known and weights not yet moved.</summary>
/// <param name="step">Counted from 1; one more than there are: after the last step, before its evaluation.</param>
internal sealed class Interruption(IFlightRecorder inner, long step) : IFlightRecorder
{
    public Place? Begin(ILearning learning, int epochs, long steps) => inner.Begin(learning, epochs, steps);

    public void Draws(Tensor examples, Tensor? images) => inner.Draws(examples, images);

    public void Lost(long now, int epoch, float loss, double rate)
    {
        inner.Lost(now, epoch, loss, rate);
        BreakOffAt(now);
    }

    public void Rest(long now, bool endOfEpoch, Func<Place> place)
    {
        inner.Rest(now, endOfEpoch, place);
        BreakOffAt(now + 1, endOfEpoch);
    }

    public void Evaluated(EpochMetrics epoch) => inner.Evaluated(epoch);

    // Where an epoch ends, before it is evaluated.
    private void BreakOffAt(long now, bool here = true)
    {
        if (here && now == step)
        {
            throw new OperationCanceledException();
        }
    }
}
