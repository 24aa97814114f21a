using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>What the frozen stages make of the splits, computed once: it is the same in every epoch. Owns its tensors.</summary>
internal sealed class FrozenFeatures : IDisposable
{
    /// <param name="keepTrain">Whether training images are the same in every epoch, so that theirs can be kept too.</param>
    public FrozenFeatures(Network network, RunData data, bool keepTrain)
    {
        if (network.FrozenPrefix > 0)
        {
            Train = keepTrain ? Evaluation.PrefixOf(network, data.Transform, data.Train) : null;
            Validation = Evaluation.PrefixOf(network, data.Transform, data.Validation);
        }
    }

    /// <summary>[count, …]; null: computed in each step.</summary>
    public Tensor? Train { get; }

    /// <summary>[count, …]; null: nothing is frozen.</summary>
    public Tensor? Validation { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Train?.Dispose();
        Validation?.Dispose();
    }
}
