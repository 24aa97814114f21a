using Reproducible.Runs;
using Reproducible.Training;
using static Reproducible.Torch.torch;

namespace Reproducible.Tests.Training;

/// <summary>Keeps nothing.</summary>
internal class NoRecorder : IFlightRecorder
{
    public virtual Place? Begin(ILearning learning, int epochs, long steps) => null;

    public virtual void Draws(Tensor examples, Tensor? images)
    {
    }

    public virtual void Lost(long step, int epoch, float loss, double rate)
    {
    }

    public virtual void Rest(long step, bool endOfEpoch, Func<Place> place)
    {
    }

    public virtual void Evaluated(EpochMetrics epoch)
    {
    }
}
