using Reproducible.Runs;
using Reproducible.Training;

namespace Reproducible.Execution;

/// <summary>Looks at runs without doing them, in a worker process with the environment that runs have. Nothing that is learned is kept; one measurement at a time.</summary>
public sealed class Measurements(LabOptions options, WorkerProgram program) : IAsyncDisposable
{
    private WorkerProcess? worker;

    /// <summary>Lets the learning rate of a run rise from far too small to far too large, and notes the loss.</summary>
    /// <param name="run">Its source, if it has one, is in the store.</param>
    /// <exception cref="ReproducibleException">No worker can be started, or the run cannot be tested; both say why.</exception>
    /// <exception cref="OperationCanceledException">It was asked for.</exception>
    public async Task<RangeCurve> TestRatesAsync(PlannedRun run, CancellationToken cancel) =>
        ((WorkerTestedRates)await MeasureAsync(run, new MeasureRates(), cancel).ConfigureAwait(false)).Curve;

    /// <summary>Records what each operator of some steps takes, and writes a Chrome trace.</summary>
    /// <param name="run">Its source, if it has one, is in the store.</param>
    /// <param name="path">Absolute path of the trace; replaced whole.</param>
    /// <exception cref="ReproducibleException">No worker can be started, or the run cannot be profiled; both say why.</exception>
    /// <exception cref="OperationCanceledException">It was asked for.</exception>
    public async Task<ProfileSummary> ProfileAsync(PlannedRun run, ProfileWindow window, string path, CancellationToken cancel) =>
        ((WorkerProfiled)await MeasureAsync(run, new MeasureTime(window, path), cancel).ConfigureAwait(false)).Summary;

    /// <summary>Ends the worker.</summary>
    public ValueTask DisposeAsync() => worker?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task<WorkerMeasured> MeasureAsync(PlannedRun run, Measurement measurement, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(run);

        worker ??= await WorkerProcess.StartAsync(program, options, cancel).ConfigureAwait(false);
        switch (await worker.MeasureAsync(new(run.Experiments[0], run.Id, run.BatchSize, measurement), cancel).ConfigureAwait(false))
        {
            case WorkerMeasured measured: return measured;
            case WorkerRefused no: throw new ReproducibleException(no.Problem, no.Remedy ?? "Nothing of it is kept.");
            default:
                var (how, log) = await worker.LastWordsAsync().ConfigureAwait(false);
                await worker.DisposeAsync().ConfigureAwait(false);
                worker = null;
                throw new ReproducibleException($"The worker that looked at {run.Spec} ended, {how}:\n{log}\n", "Nothing of it is kept.");
        }
    }
}
