using System.Collections.Concurrent;
using System.Diagnostics;
using System.Security.Cryptography;
using Reproducible.Datasets;
using Reproducible.Execution;
using Reproducible.Runs;
using Reproducible.Torch;
using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>Takes a run from its declaration to its folder in the store.</summary>
public static class RunExecution
{
    private static readonly ConcurrentDictionary<(string Dataset, string? Folder), Corpus> Read = new();

    /// <summary>
    /// Trains, tests and stores a run. A run that fails, because its loss diverged, its data is damaged or libtorch refused, is stored as
    /// failed with the reason. Datasets stay in memory for the process's next runs.
    /// </summary>
    /// <exception cref="ReproducibleException">The store cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Nothing is stored.</exception>
    public static RunRecord Execute(RunSpec spec, LabOptions options, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        // One thread: the key says so, and several runs at once use the cores better.
        set_num_threads(1);
        var receipt = Facts.Begin(spec, options);
        var store = new RunStore(options.Store);
        try
        {
            return Train(spec, options, receipt, store, progress, cancel);
        }
        catch (Exception fault) when (fault is TorchException or ReproducibleException or ArgumentException)
        {
            return SaveFailed(store, spec, receipt, fault.Message, fault.ToString());
        }
    }

    /// <summary>Stores a run as failed, with what its worker said last.</summary>
    /// <param name="error">Why, in a sentence.</param>
    /// <param name="log">Goes into log.txt.</param>
    public static RunRecord SaveFailed(RunSpec spec, LabOptions options, string error, string log) =>
        SaveFailed(new(options.Store), spec, Facts.Begin(spec, options, loadEngine: false), error, log);

    private static RunRecord SaveFailed(RunStore store, RunSpec spec, Receipt receipt, string error, string log) =>
        store.Save(spec, receipt.Id, () => receipt with { Status = RunStatus.Failed, Error = error }, [], folder => File.WriteAllText(Path.Combine(folder, "log.txt"), log));

    private static RunRecord Train(
        RunSpec spec, LabOptions options, Receipt receipt, RunStore store, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        var total = Stopwatch.StartNew();
        using var scope = NewDisposeScope();
        var device = DeviceOf(options);
        using var data = new RunData(spec, dataset => Read.GetOrAdd((dataset.Name, options.Data), _ => dataset.Read(options.Data)), device);
        manual_seed(Streams.Seed(spec.Seed, Streams.Weights));
        using var network = new Network(spec.Backbone, spec.Strategy, data.Channels, [.. spec.Strategy.Heads.Zip(data.Classes)]);
        var sourceHash = spec.Source is { } source ? LoadSource(network, store.WeightsOf(RunKey.Of(source, options).Id)) : null;
        network.to(device).to(MemoryFormat.ChannelsLast);

        using var loop = new TrainingLoop(spec, network, data);
        var train = Stopwatch.StartNew();
        var (epochs, failedStep) = loop.Run(progress, receipt.Id, cancel);
        var trainSeconds = train.Elapsed.TotalSeconds;
        if (failedStep is { } step)
        {
            var problem = $"The loss at step {step} is not finite. Lower LearningRate ({spec.Recipe.LearningRate}), or warm it up.";
            return SaveFailed(store, spec, receipt with { FailedStep = step, TrainSeconds = trainSeconds, TotalSeconds = total.Elapsed.TotalSeconds }, problem, problem);
        }

        var tests = Evaluation.Of(network, data.Transform, data.Test, data.Classes);
        var weights = new Dictionary<string, Tensor>(network.State);
        if (loop.Learned is { } learned)
        {
            weights.Add("objective.log_variances", learned);
        }

        var hash = "";

        return store.Save(
            spec,
            receipt.Id,
            () => receipt with
            {
                Status = RunStatus.Finished,
                SourceWeightsSha256 = sourceHash,
                Examples = new Dictionary<string, int> { ["train"] = data.Train.Count, ["validation"] = data.Validation.Count, ["test"] = data.Test.Count },
                TrainSeconds = trainSeconds,
                TotalSeconds = total.Elapsed.TotalSeconds,
                Parameters = network.Weights.Sum(entry => entry.Parameter.numel()),
                TrainableParameters = network.Weights.Where(entry => entry.Rate > 0).Sum(entry => entry.Parameter.numel()),
                Test = tests[0],
                TestByTask = spec.Strategy.Heads.Zip(tests).Skip(1).ToDictionary(entry => entry.First, entry => entry.Second),
                WeightsSha256 = hash,
            },
            epochs,
            folder => hash = SaveWeights(Path.Combine(folder, "weights.safetensors"), weights));
    }

    private static Device DeviceOf(LabOptions options)
    {
        var device = torch.device(options.Device);

        return device.type != DeviceType.CUDA || Math.Max(device.index, 0) < cuda.device_count()
            ? device
            : throw new ReproducibleException(
                $"There is no device '{options.Device}': libtorch {__version__} sees {cuda.device_count()} CUDA device(s).",
                "Use --device=cpu; or build against a libtorch with CUDA (LIBTORCH=/folder ./build.sh) on a machine with an NVIDIA driver.");
    }

    private static string LoadSource(Network network, string path)
    {
        using var scope = NewDisposeScope();
        var bytes = ReadWeights(path);
        network.LoadBackbone(Safetensors.Load(new MemoryStream(bytes)));

        return Convert.ToHexStringLower(SHA256.HashData(bytes));
    }

    private static byte[] ReadWeights(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (IOException fault)
        {
            throw new ReproducibleException($"The source weights '{path}' cannot be read: {fault.Message}", "Run the source experiment again.", fault);
        }
    }

    private static string SaveWeights(string path, Dictionary<string, Tensor> weights)
    {
        Safetensors.Save(path, weights);
        using var file = File.OpenRead(path);

        return Convert.ToHexStringLower(SHA256.HashData(file));
    }
}
