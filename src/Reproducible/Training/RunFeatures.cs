using Reproducible.Datasets;
using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Strategies;
using Reproducible.Torch;
using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>
/// What the first stages of a finished run's backbone make of another split, with the split's labels: for probes and transferability scores. They are
/// those of runs that freeze these stages, to the bit, and come from the store or go there like theirs.
/// </summary>
public sealed class RunFeatures : IDisposable
{
    private RunFeatures(Tensor values, Tensor labels, FeatureUse use) => (Values, Labels, Use) = (values, labels, use);

    /// <summary>[count, channels, height, width], or [count, features] behind the last stage; on the device.</summary>
    public Tensor Values { get; }

    /// <summary>[count] 64-bit labels of the label set <c>class</c>, on the device.</summary>
    public Tensor Labels { get; }

    /// <summary>Where they came from, and how long that took.</summary>
    public FeatureUse Use { get; }

    /// <summary>Reads the run's weights and the data, and has the features.</summary>
    /// <param name="trained">A run that is finished in the store.</param>
    /// <param name="dataset">What is looked at, in the run's eyes: its transform too is the run's.</param>
    /// <param name="split">Of the dataset.</param>
    /// <param name="seed">Draws the labelled examples of the training split; the others are the same for every seed.</param>
    /// <param name="stages">How many of the backbone's stages, from the first: 1 to all.</param>
    /// <exception cref="ArgumentException">The backbone has not so many stages.</exception>
    /// <exception cref="ReproducibleException">Weights or data are missing or damaged, or the features of the split take more than <see cref="FeatureFolder.MostBytes"/>.</exception>
    public static RunFeatures Of(RunSpec trained, Dataset dataset, DatasetSplit split, int seed, int stages, LabOptions options)
    {
        ArgumentNullException.ThrowIfNull(trained);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(stages, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(stages, trained.Backbone.StageCount);

        // Whose frozen stages they would be.
        var spec = new RunSpec(trained.Backbone, dataset, new PartialFreeze(stages), new Recipe(), seed, trained);
        Computation.Repeatably(options.Threads);
        using var scope = NewDisposeScope();
        var store = new RunStore(options.Store);
        var source = SourceWeights.Read(store, RunKey.Of(trained, options).Id);
        var place = device(options.Device);
        using var data = new RunData(spec, wanted => wanted.Read(options.Data), place, source.Tensors);
        using var network = new Network(spec.Backbone, spec.Strategy, data.Channels, [.. spec.Strategy.Heads.Zip(data.Classes)]);
        network.LoadBackbone(source.Tensors);
        network.to(place).to(MemoryFormat.ChannelsLast);
        var features = new StoredFeatures(RunKey.Of(spec, options), store.Features);
        using var frozen = new FrozenFeatures(spec, network, data, features);
        var (found, images) = split switch
        {
            DatasetSplit.Train => (frozen.Train, data.Train),
            DatasetSplit.Validation => (frozen.Validation, data.Validation),
            _ => (frozen.Test, data.Test),
        };

        return found is null
            ? throw new ReproducibleException($"The features of {dataset}, {split}, take more than {FeatureFolder.MostBytes >> 30} GiB.", "Name a later stage or a smaller split.")
            : new(found.Between(0, images.Count).DetachFromDisposeScope(), images.Labels[0].alias().DetachFromDisposeScope(), features.Uses[0]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Values.Dispose();
        Labels.Dispose();
    }
}

/// <summary>A part of a dataset.</summary>
public enum DatasetSplit
{
    /// <summary>Labelled examples, drawn by the seed.</summary>
    Train,

    /// <summary>Held out of the training files; the same for every seed.</summary>
    Validation,

    /// <summary>What runs are tested with.</summary>
    Test,
}
