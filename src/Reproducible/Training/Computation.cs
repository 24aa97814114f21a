using Reproducible.Datasets;
using Reproducible.Runs;
using Reproducible.Torch;
using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>
/// One run, from bytes to test metrics. The code that is reachable from here is the run's code, which its key holds: what stores,
/// proves or explains a run is not.
/// </summary>
internal static class Computation
{
    /// <summary>Trains and tests.</summary>
    /// <param name="read">Reads a dataset, or hands out what was read before.</param>
    /// <param name="source">Weights of the source run, by name; null for a strategy that starts from none.</param>
    /// <param name="features">Where features of frozen stages come from; null: made here.</param>
    /// <exception cref="TorchException">libtorch refused.</exception>
    /// <exception cref="ReproducibleException">Data are missing or damaged, or a class has too few examples.</exception>
    public static Outcome Run(RunSpec spec, Device device, int threads, Func<Dataset, Corpus> read, IReadOnlyDictionary<string, Tensor>? source, IFlightRecorder recorder, IFeatures? features = null)
    {
        Repeatably(threads);
        using var scope = NewDisposeScope();
        using var data = new RunData(spec, read, device, source);
        manual_seed(Streams.Seed(spec.Seed, Streams.Weights));
        using var network = new Network(spec.Backbone, spec.Strategy, data.Channels, [.. spec.Strategy.Heads.Zip(data.Classes)]);
        if (source is not null)
        {
            network.LoadBackbone(source);
        }

        network.to(device).to(MemoryFormat.ChannelsLast);
        using var frozen = new FrozenFeatures(spec, network, data, features);
        using var loop = new TrainingLoop(spec, network, data, frozen, recorder);
        var (epochs, failedStep) = loop.Run();

        return new()
        {
            Epochs = epochs,
            FailedStep = failedStep,
            Tests = failedStep is null ? Evaluation.Of(network, data.Transform, data.Test, data.Classes, frozen.Test) : [],
            Weights = loop.Weights.Concat(data.Transform.State).ToDictionary(entry => entry.Key, entry => entry.Value.detach().clone().MoveToOuterDisposeScope()),
            Examples = new Dictionary<string, int> { ["train"] = data.Train.Count, ["validation"] = data.Validation.Count, ["test"] = data.Test.Count },
            Parameters = network.Weights.Sum(entry => entry.Parameter.numel()),
            TrainableParameters = network.Weights.Where(entry => entry.Rate > 0).Sum(entry => entry.Parameter.numel()),
        };
    }

    /// <summary>The engine's switches that decide bits: the key says how many threads, and no operator may give other bits the next time.</summary>
    internal static void Repeatably(int threads)
    {
        set_num_threads(threads);
        use_deterministic_algorithms(true);
        backends.cudnn.deterministic = true;
        backends.cudnn.benchmark = false;
    }
}

/// <summary>What a computation gave.</summary>
internal sealed record Outcome
{
    /// <summary>Those that were evaluated.</summary>
    public required IReadOnlyList<EpochMetrics> Epochs { get; init; }

    /// <summary>The step whose loss was not finite, counted from 1; null: none.</summary>
    public required long? FailedStep { get; init; }

    /// <summary>Test metrics of each head; empty when a step failed.</summary>
    public required IReadOnlyList<Metrics> Tests { get; init; }

    /// <summary>All weights and buffers by name, and the transform of the images they are for, on the caller's scope.</summary>
    public required IReadOnlyDictionary<string, Tensor> Weights { get; init; }

    /// <summary>How many, by split.</summary>
    public required IReadOnlyDictionary<string, int> Examples { get; init; }

    /// <summary>Weights in all.</summary>
    public required long Parameters { get; init; }

    /// <summary>Weights that learn.</summary>
    public required long TrainableParameters { get; init; }
}
