using Reproducible.Runs;
using Reproducible.Training;
using static Reproducible.Torch.torch;

namespace Reproducible.Tests.Training;

/// <summary>Keeps nothing.</summary>
internal sealed class NoRecorder : IFlightRecorder
{
    public Place? Begin(ILearning learning, int epochs, long steps) => null;

    public void Draws(Tensor examples, Tensor? images)
    {
    }

    public void Lost(long step, int epoch, float loss, double rate)
    {
    }

    public void Rest(long step, bool endOfEpoch, Func<Place> place)
    {
    }

    public void Evaluated(EpochMetrics epoch)
    {
    }
}
