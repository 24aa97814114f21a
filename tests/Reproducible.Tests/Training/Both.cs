using Reproducible.Runs;
using Reproducible.Training;
using static Reproducible.Torch.torch;

namespace Reproducible.Tests.Training;

/// <summary>Two recorders, one after the other; the second says where to go on.</summary>
internal sealed class Both(IFlightRecorder first, IFlightRecorder second) : IFlightRecorder
{
    public Place? Begin(ILearning learning, int epochs, long steps)
    {
        first.Begin(learning, epochs, steps);
        return second.Begin(learning, epochs, steps);
    }

    public void Draws(Tensor examples, Tensor? images)
    {
        first.Draws(examples, images);
        second.Draws(examples, images);
    }

    public void Lost(long step, int epoch, float loss, double rate)
    {
        first.Lost(step, epoch, loss, rate);
        second.Lost(step, epoch, loss, rate);
    }

    public void Rest(long step, bool endOfEpoch, Func<Place> place)
    {
        first.Rest(step, endOfEpoch, place);
        second.Rest(step, endOfEpoch, place);
    }

    public void Evaluated(EpochMetrics epoch)
    {
        first.Evaluated(epoch);
        second.Evaluated(epoch);
    }
}
