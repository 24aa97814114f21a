using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Training;

/// <summary>
/// What the frozen stages make of the splits: it is the same in every epoch, and for every run that freezes the same stages. Each is had when it is
/// first asked for, which puts the network into evaluation mode. Owns its tensors.
/// </summary>
/// <param name="features">Where they come from; null: made here.</param>
internal sealed class FrozenFeatures(RunSpec spec, Network network, RunData data, IFeatures? features) : IDisposable
{
    private readonly Dictionary<string, SplitFeatures?> known = [];
    private long? imageBytes;

    /// <summary>Null: nothing is frozen, or images are not the same in every epoch, or theirs are too many; then they are computed in each step.</summary>
    public SplitFeatures? Train => spec.Recipe.Augments || data.Replay is not null ? null : Of("train", data.Train);

    /// <summary>Null: nothing is frozen, or they are too many.</summary>
    public SplitFeatures? Validation => Of("validation", data.Validation);

    /// <inheritdoc cref="Validation"/>
    public SplitFeatures? Test => Of("test", data.Test);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var split in known.Values)
        {
            split?.Dispose();
        }
    }

    private SplitFeatures? Of(string name, LabelledImages split)
    {
        if (network.FrozenPrefix == 0)
        {
            return null;
        }

        if (!known.TryGetValue(name, out var found))
        {
            // Known from one image alone, so that the answer is the same whether or not they were made before.
            imageBytes ??= Evaluation.PrefixBytes(network, data.Transform, split);
            known[name] = found = split.Count * imageBytes > FeatureFolder.MostBytes ? null : features?.Of(Inputs(name, split), Make) ?? Make();
        }

        return found;

        SplitFeatures Make() => Evaluation.PrefixOf(network, data.Transform, split);
    }

    private FeatureInputs Inputs(string name, LabelledImages split) =>
        new(name, spec.Backbone, network.FrozenPrefix, network.PrefixState.Concat(data.Transform.State).ToDictionary(), split.Images);
}
