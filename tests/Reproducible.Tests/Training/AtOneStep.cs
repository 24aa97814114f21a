using Reproducible.Training;
using static Reproducible.Torch.torch;

namespace Reproducible.Tests.Training;

/// <summary>Does something with what is learned, after one step.</summary>
/// <param name="step">Counted from 1.</param>
/// <param name="act">Its tensors die afterwards, and no gradient is recorded.</param>
internal class AtOneStep(long step, Action<ILearning> act) : NoRecorder
{
    private ILearning? learning;

    public override Place? Begin(ILearning learning, int epochs, long steps)
    {
        this.learning = learning;

        return null;
    }

    public override void Rest(long now, bool endOfEpoch, Func<Place> place)
    {
        if (now == step)
        {
            using var scope = NewDisposeScope();
            using var plain = no_grad();
            act(learning!);
        }
    }
}
