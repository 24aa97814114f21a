using Reproducible.Datasets;
using Reproducible.Runs;
using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>All that a run sees, on its device. Owns its tensors.</summary>
internal sealed class RunData : IDisposable
{
    /// <param name="read">Reads a dataset, or hands out what was read before.</param>
    /// <param name="source">The weights that the run starts from, and with them how images were transformed for them; null: none.</param>
    public RunData(RunSpec spec, Func<Dataset, Corpus> read, Device device, IReadOnlyDictionary<string, Tensor>? source = null)
    {
        Device = device;
        var sets = spec.Strategy.Heads.Select(head => spec.Dataset.LabelSets[head]).ToList();
        Classes = [.. sets.Select(set => set.Names.Count)];
        var corpus = read(spec.Dataset);
        var splits = spec.Dataset.Split(corpus, spec.Seed);
        Train = new(corpus.Train, splits.Train, sets, device);
        Validation = new(corpus.Train, splits.Validation, sets, device);
        Test = new(corpus.Test, splits.Test, sets, device);
        Channels = corpus.Train.Channels;
        Transform = source is null ? new(Train) : new(source, Channels, device);
        if (spec is { Strategy.ReplaysSource: true, Source: { } replayed })
        {
            var pool = read(replayed.Dataset);
            Replay = new(
                pool.Train,
                replayed.Dataset.Split(pool, replayed.Seed).Train,
                [.. spec.Strategy.Heads.Select((head, place) => place == 0 ? null : replayed.Dataset.LabelSets[head])],
                device);
        }
    }

    public Device Device { get; }

    public int Channels { get; }

    /// <summary>Classes of each head, in order.</summary>
    public IReadOnlyList<int> Classes { get; }

    public LabelledImages Train { get; }

    public LabelledImages Validation { get; }

    public LabelledImages Test { get; }

    /// <summary>The source's training split, for a strategy that replays it; else null.</summary>
    public LabelledImages? Replay { get; }

    /// <summary>For all splits: the source's, or where there is none that of the training split.</summary>
    public Transform Transform { get; }

    /// <inheritdoc/>
    public void Dispose()
    {
        Train.Dispose();
        Validation.Dispose();
        Test.Dispose();
        Replay?.Dispose();
        Transform.Dispose();
    }
}
