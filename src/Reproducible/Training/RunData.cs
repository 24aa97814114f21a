using Reproducible.Datasets;
using Reproducible.Runs;
using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>All that a run sees, on its device. Owns its tensors.</summary>
internal sealed class RunData : IDisposable
{
    /// <param name="read">Reads a dataset, or hands out what was read before.</param>
    public RunData(RunSpec spec, Func<Dataset, Corpus> read, Device device)
    {
        Device = device;
        var sets = spec.Strategy.Heads.Select(head => spec.Dataset.LabelSets[head]).ToList();
        Classes = [.. sets.Select(set => set.Names.Count)];
        var corpus = read(spec.Dataset);
        var splits = spec.Dataset.Split(corpus, spec.Seed);
        Train = new(corpus.Train.At(splits.Train), sets, device);
        Validation = new(corpus.Train.At(splits.Validation), sets, device);
        Test = new(corpus.Test.At(splits.Test), sets, device);
        Transform = new(Train);
        Channels = corpus.Train.Channels;
        if (spec is { Strategy.ReplaysSource: true, Source: { } source })
        {
            var pool = read(source.Dataset);
            Replay = new(
                pool.Train.At(source.Dataset.Split(pool, source.Seed).Train),
                [.. spec.Strategy.Heads.Select((head, place) => place == 0 ? null : source.Dataset.LabelSets[head])],
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
