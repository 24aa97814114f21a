using System.Diagnostics;
using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Provenance;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Torch;
using static Reproducible.Torch.torch;

namespace Reproducible.Training;

/// <summary>Takes a run from its declaration to its folder in the store.</summary>
public static class RunExecution
{
    /// <summary>
    /// Trains, tests and stores a run, from its last checkpoint where it was begun before. A run that fails, because its loss diverged,
    /// its data is damaged or libtorch refused, is stored as failed with the reason. Its checkpoints go when it finished or would end so
    /// again (its loss diverged); they stay when a later call may do better. Datasets stay in memory for the process's next runs.
    /// </summary>
    /// <param name="experiment">Name of one that asks for the run, for its receipt; null: unknown.</param>
    /// <param name="batchSize">The size to compute with where the recipe asks for the largest; null: that of the run's checkpoint, else it is searched for.</param>
    /// <param name="known">The run's key; null: it is made here.</param>
    /// <exception cref="ReproducibleException">The store cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Nothing is stored but a checkpoint or none.</exception>
    public static RunRecord Execute(
        string? experiment, RunSpec spec, LabOptions options, IProgress<RunProgress> progress, CancellationToken cancel, int? batchSize = null, RunKey? known = null)
    {
        var store = new RunStore(options.Store);
        var key = known ?? RunKey.Of(spec, options);
        var id = key.Id;
        using var work = store.Open(id, cancel, holder => Console.Error.WriteLine($"Run {id} is in the hands of {holder}; waiting for it."));
        if (FinishedMeanwhile(store, spec, id, work) is { } done)
        {
            return done;
        }

        // Neither waits for the other: bytes are unpacked here, git and files are asked there.
        Corpora.Begin(spec.Dataset, options.Data);
        var receipt = Facts.Begin(experiment, key, options);
        try
        {
            return Train(spec, key, options, receipt, store, work, progress, batchSize, cancel);
        }
        catch (Exception fault) when (OutOfMemory.Of(fault, options.Device) is { } shortage)
        {
            // All tensors are gone by now, and others may have their memory.
            release_memory();
            var size = spec.Recipe.BatchSize == Recipe.LargestBatch ? batchSize ?? new FoundBatch(work).Size ?? 1 : spec.Recipe.BatchSize;
            var image = Corpora.IfRead(spec.Dataset, options.Data)?.Train;

            return Fail(work, spec, receipt, shortage.Text(options.Device, size, image is null ? null : [image.Channels, image.Height, image.Width]), fault.ToString());
        }
        catch (Exception fault) when (fault is TorchException or ReproducibleException or ArgumentException)
        {
            return Fail(work, spec, receipt, fault.Message, fault.ToString());
        }
    }

    /// <summary>Stores a run as failed, with what its worker said last; unless another process finished it meanwhile. Its checkpoints stay: a later call goes on there.</summary>
    /// <param name="error">Why, in a sentence.</param>
    /// <param name="log">Goes into log.txt.</param>
    /// <param name="known">The run's key; null: it is made here.</param>
    /// <returns>The run as it is stored now: failed, or finished by somebody else.</returns>
    /// <exception cref="ReproducibleException">The store cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Somebody else works on the run, and was not waited for.</exception>
    public static RunRecord SaveFailed(string? experiment, RunSpec spec, LabOptions options, string error, string log, CancellationToken cancel, RunKey? known = null)
    {
        var store = new RunStore(options.Store);
        var key = known ?? RunKey.Of(spec, options);
        var id = key.Id;
        using var work = store.Open(id, cancel);

        return FinishedMeanwhile(store, spec, id, work) ?? Fail(work, spec, Facts.Begin(experiment, key, options, loadEngine: false), error, log);
    }

    // Another process may have done it while this one waited for the lock, or was killed before it had cleared up.
    private static RunRecord? FinishedMeanwhile(RunStore store, RunSpec spec, string id, RunWork work)
    {
        try
        {
            if (store.Find(spec, id) is not { Receipt.Status: RunStatus.Finished } stored)
            {
                return null;
            }

            work.Clear();

            return stored;
        }
        catch (ReproducibleException)
        {
            return null; // Damaged: that is why it is done again.
        }
    }

    /// <summary>What may end otherwise when it is done again: it goes on where it was.</summary>
    private static RunRecord Fail(RunWork work, RunSpec spec, Receipt receipt, string error, string log)
    {
        if (!work.Checkpoints.Any)
        {
            return End(work, spec, receipt, RunStatus.Failed, error, log);
        }

        error += " Its last checkpoint is kept; the next call goes on from there.";

        return work.Publish(spec, [], folder => WriteLog(folder, log), files => receipt with { Status = RunStatus.Failed, Error = error, Files = files });
    }

    /// <summary>What ends so each time, or must not go on.</summary>
    private static RunRecord End(RunWork work, RunSpec spec, Receipt receipt, RunStatus status, string error, string log) =>
        work.Finish(spec, [], folder => WriteLog(folder, log), files => receipt with { Status = status, Error = error, Files = files });

    private static void WriteLog(string folder, string log) => File.WriteAllText(Path.Combine(folder, RunFiles.Log), log);

    private static RunRecord Train(
        RunSpec spec, RunKey key, LabOptions options, Receipt receipt, RunStore store, RunWork work, IProgress<RunProgress> progress, int? batchSize, CancellationToken cancel)
    {
        var total = Stopwatch.StartNew();
        if (options.Device != "cpu")
        {
            // What earlier runs of this process left in CUDA's cache would count as needed by this one.
            release_memory();
        }

        using var system = new SystemSampler(options.Device);
        using var scope = NewDisposeScope();
        var source = receipt.SourceId is { } sourceId ? SourceWeights.Read(store, sourceId) : null;
        var inputs = new InputFiles(spec, options.Data);
        int? found = spec.Recipe.BatchSize == Recipe.LargestBatch ? batchSize ?? new FoundBatch(work).SizeOr(Search) : null;
        using var recorder = new FlightRecorder(work, receipt.Id, options.CheckpointEvery, progress, cancel);
        var features = new StoredFeatures(key, store.Features);
        var gradients = options.Gradients ? new GradientRecorder(recorder) : null;
        var outcome = Compute(found is { } size ? LargestBatch.WithSize(spec, size) : spec, options, source, gradients ?? (IFlightRecorder)recorder, features);
        receipt = receipt with
        {
            SourceWeightsSha256 = source?.Sha256,
            Examples = outcome.Examples,
            TrainSeconds = recorder.TrainSeconds,
            TotalSeconds = total.Elapsed.TotalSeconds,
            Features = features.Uses,
            PeakMemoryBytes = SystemSampler.PeakMemoryBytes,
            PeakGpuMemoryBytes = NvidiaSmi.HeldBy(options.Device, Environment.ProcessId) is > 0 and var held ? held : null,
            BatchSizeFound = found,
            Parameters = outcome.Parameters,
            TrainableParameters = outcome.TrainableParameters,
            Resumed = recorder.Resumed,
        };
        if (outcome.FailedStep is { } step)
        {
            var problem = $"The loss at step {step} is not finite. Lower LearningRate ({spec.Recipe.LearningRate}), or warm it up.";
            recorder.Dispose(); // Its last steps tell how the loss diverged.

            return End(work, spec, receipt with { FailedStep = step }, RunStatus.Failed, problem, problem);
        }

        recorder.End();
        if (inputs.Changed() is { } change)
        {
            return End(work, spec, receipt, RunStatus.Invalid, change, change);
        }

        return work.Finish(
            spec,
            outcome.Epochs,
            folder =>
            {
                Safetensors.Save(Path.Combine(folder, RunFiles.Weights), new Dictionary<string, Tensor>(outcome.Weights));
                gradients?.Write(folder);
                system.Write(Path.Combine(folder, RunFiles.System));
            },
            files => receipt with
            {
                Status = RunStatus.Finished,
                Test = outcome.Tests[0],
                TestByTask = spec.Strategy.Heads.Zip(outcome.Tests).Skip(1).ToDictionary(entry => entry.First, entry => entry.Second),
                WeightsSha256 = files[RunFiles.Weights],
                Files = files,
            });

        void Try(RunSpec run, IFlightRecorder watcher)
        {
            using var trial = NewDisposeScope();
            Compute(run, options, source, watcher);
        }

        int Search() => LargestBatch.Find(Try, spec, spec.Dataset.Split(Corpora.Of(spec.Dataset, options.Data), spec.Seed).Train.Length, options.Device, cancel);
    }

    /// <summary>Trains and tests where the options say.</summary>
    /// <param name="features">Where features of frozen stages come from; null: made here.</param>
    internal static Outcome Compute(RunSpec spec, LabOptions options, SourceWeights? source, IFlightRecorder recorder, IFeatures? features = null) =>
        Computation.Run(spec, DeviceOf(options), options.Threads, dataset => Corpora.Of(dataset, options.Data), source?.Tensors, recorder, features);

    private static Device DeviceOf(LabOptions options)
    {
        var device = torch.device(options.Device);

        return device.type != DeviceType.CUDA || Math.Max(device.index, 0) < cuda.device_count()
            ? device
            : throw new ReproducibleException(
                $"There is no device '{options.Device}': libtorch {__version__} sees {cuda.device_count()} CUDA device(s).",
                "Use --device=cpu; or build against a libtorch with CUDA (LIBTORCH=/folder ./build.sh) on a machine with an NVIDIA driver.");
    }
}
