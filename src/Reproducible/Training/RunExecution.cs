using System.Collections.Concurrent;
using System.Diagnostics;
using Reproducible.Datasets;
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
    private static readonly ConcurrentDictionary<(string Dataset, string? Folder), Corpus> Read = new();

    /// <summary>
    /// Trains, tests and stores a run, from its last checkpoint where it was begun before. A run that fails, because its loss diverged,
    /// its data is damaged or libtorch refused, is stored as failed with the reason. Its checkpoints go when it finished or would end so
    /// again (its loss diverged); they stay when a later call may do better. Datasets stay in memory for the process's next runs.
    /// </summary>
    /// <param name="experiment">Name of one that asks for the run, for its receipt; null: unknown.</param>
    /// <exception cref="ReproducibleException">The store cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Nothing is stored but a checkpoint or none.</exception>
    public static RunRecord Execute(string? experiment, RunSpec spec, LabOptions options, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        var store = new RunStore(options.Store);
        var id = RunKey.Of(spec, options).Id;
        using var work = store.Open(id, cancel, holder => Console.Error.WriteLine($"Run {id} is in the hands of {holder}; waiting for it."));
        if (FinishedMeanwhile(store, spec, id, work) is { } done)
        {
            return done;
        }

        var receipt = Facts.Begin(experiment, spec, options);
        try
        {
            return Train(spec, options, receipt, store, work, progress, cancel);
        }
        catch (Exception fault) when (fault is TorchException or ReproducibleException or ArgumentException)
        {
            return Fail(work, spec, receipt, fault.Message, fault.ToString());
        }
    }

    /// <summary>Stores a run as failed, with what its worker said last; unless another process finished it meanwhile. Its checkpoints stay: a later call goes on there.</summary>
    /// <param name="error">Why, in a sentence.</param>
    /// <param name="log">Goes into log.txt.</param>
    /// <returns>The run as it is stored now: failed, or finished by somebody else.</returns>
    /// <exception cref="ReproducibleException">The store cannot be written.</exception>
    /// <exception cref="OperationCanceledException">Somebody else works on the run, and was not waited for.</exception>
    public static RunRecord SaveFailed(string? experiment, RunSpec spec, LabOptions options, string error, string log, CancellationToken cancel)
    {
        var store = new RunStore(options.Store);
        var id = RunKey.Of(spec, options).Id;
        using var work = store.Open(id, cancel);

        return FinishedMeanwhile(store, spec, id, work) ?? Fail(work, spec, Facts.Begin(experiment, spec, options, loadEngine: false), error, log);
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
        RunSpec spec, LabOptions options, Receipt receipt, RunStore store, RunWork work, IProgress<RunProgress> progress, CancellationToken cancel)
    {
        var total = Stopwatch.StartNew();
        using var system = new SystemSampler();
        using var scope = NewDisposeScope();
        var source = receipt.SourceId is { } sourceId ? SourceWeights.Read(store, sourceId) : null;
        var inputs = new InputFiles(spec, options.Data);
        using var recorder = new FlightRecorder(work, receipt.Id, options.CheckpointEvery, progress, cancel);
        var features = new StoredFeatures(RunKey.Of(spec, options), store.Features);
        var gradients = options.Gradients ? new GradientRecorder(recorder) : null;
        var outcome = Computation.Run(
            spec,
            DeviceOf(options),
            options.Threads,
            dataset => Read.GetOrAdd((dataset.Name, options.Data), _ => dataset.Read(options.Data)),
            source?.Tensors,
            gradients ?? (IFlightRecorder)recorder,
            features);
        receipt = receipt with
        {
            SourceWeightsSha256 = source?.Sha256,
            Examples = outcome.Examples,
            TrainSeconds = recorder.TrainSeconds,
            TotalSeconds = total.Elapsed.TotalSeconds,
            Features = features.Uses,
            PeakMemoryBytes = SystemSampler.PeakMemoryBytes,
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
}
