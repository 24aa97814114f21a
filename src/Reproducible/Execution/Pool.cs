using System.Diagnostics;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Training;

namespace Reproducible.Execution;

/// <summary>The worker processes of one call. Each lane has one worker at a time and hands it one run after another.</summary>
internal sealed class Pool
{
    private readonly LabOptions options;
    private readonly WorkerProgram program;
    private readonly CancellationToken stop;
    private readonly RunStore store;
    private readonly RunQueue queue;
    private readonly RunAdmission admission;
    private readonly SpareCores cores;
    private readonly Estimates estimates;
    private readonly HashSet<string> diedOnce = [];
    private Task work = Task.CompletedTask;
    private int lanes;

    public Pool(Plan plan, LabOptions options, WorkerProgram program, ILabObserver? observer, CancellationToken stop)
    {
        (this.options, this.program, this.stop) = (options, program, stop);
        var toDo = plan.Runs.Count(run => run.Stored is null);
        estimates = new(plan.Runs);
        lanes = Math.Min(options.Workers, toDo);
        Ledger = new(plan, Math.Max(1, lanes), estimates, observer);
        store = new(options.Store);
        queue = new(Ledger.ToDo, estimates.SecondsOf);
        admission = new(store, options, Ledger.Warn);
        cores = SpareCores.Of(options);
    }

    public RunLedger Ledger { get; }

    /// <exception cref="ReproducibleException">The store cannot be written.</exception>
    public void Start()
    {
        if (lanes > 0)
        {
            StoreFolder.Check(options.Store);
            work = Task.WhenAll(Enumerable.Range(0, lanes).Select(lane => Task.Run(() => LaneAsync(lane), CancellationToken.None)));
        }
    }

    /// <summary>Done when no worker lives any more.</summary>
    public Task EndAsync() => work;

    private async Task LaneAsync(int lane)
    {
        WorkerProcess? worker = null;
        try
        {
            while (await NextAsync(lane, worker).ConfigureAwait(false) is { } run)
            {
                worker ??= await StartWorkerAsync(run).ConfigureAwait(false);
                if (worker is null)
                {
                    return;
                }

                admission.Began(lane, worker.Id);
                cores.Begin(lane, estimates.SecondsOf(run), worker.Lend);
                var lives = await DoAsync(run, worker).ConfigureAwait(false);
                cores.End(lane);
                if (!lives)
                {
                    await worker.DisposeAsync().ConfigureAwait(false);
                    worker = null;
                }

                admission.Ended(lane);
            }
        }
        catch (OperationCanceledException)
        {
            Ledger.Abandon(end => end.TrySetCanceled(stop));
        }
        catch (Exception fault)
        {
            // No worker starts, or the store cannot be written: no run can end any more.
            Ledger.Abandon(end => end.TrySetException(fault));
        }
        finally
        {
            admission.Ended(lane);
            cores.Return(lane);
            if (worker is not null)
            {
                await worker.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>The lane's next run; while it waits for one, others have its core.</summary>
    private async Task<PlannedRun?> NextAsync(int lane, WorkerProcess? worker)
    {
        var next = queue.TakeAsync(run => admission.Admits(lane, worker?.Id, run), stop);
        if (!next.IsCompleted)
        {
            cores.Return(lane);
        }

        var run = await next.ConfigureAwait(false);
        if (run is not null)
        {
            cores.Take(lane);
        }

        return run;
    }

    /// <summary>A worker; null when it cannot be started while other lanes still have theirs: then they do this lane's runs.</summary>
    /// <exception cref="ReproducibleException">This was the last lane.</exception>
    private async Task<WorkerProcess?> StartWorkerAsync(PlannedRun run)
    {
        try
        {
            return await WorkerProcess.StartAsync(program, options, stop).ConfigureAwait(false);
        }
        catch (ReproducibleException) when (Interlocked.Decrement(ref lanes) > 0)
        {
            queue.Return(run);
            return null;
        }
    }

    /// <summary>Has the worker do the run, and settles what came of it.</summary>
    /// <returns>Whether the worker can take another run.</returns>
    private async Task<bool> DoAsync(PlannedRun run, WorkerProcess worker)
    {
        var hand = Ledger.Take(run, worker.Id);
        var end = await worker.RunAsync(new(run.Experiments[0], run.Id, run.BatchSize), hand.Note, stop).ConfigureAwait(false);
        if (end is RunDied death && FirstDeath(run))
        {
            Ledger.GiveBack(run, $"The worker of {run.Spec} died ({death.How}); the run is done once more.");
            queue.Return(run);
            return false;
        }

        Settle(run, end switch
        {
            RunStored => store.Find(run.Spec, run.Id, reused: false) ?? Fail(run, "Its worker stored it, and it is not in the store.", ""),
            RunRefused no => Fail(run, no.Problem, no.Log),
            RunDied again => Fail(run, $"Its worker died twice; the second time: {again.How}.", again.Log),
            _ => throw new UnreachableException(),
        });

        return end is not RunDied;
    }

    private bool FirstDeath(PlannedRun run)
    {
        lock (diedOnce)
        {
            return diedOnce.Add(run.Id);
        }
    }

    private RunRecord Fail(PlannedRun run, string error, string log) => RunExecution.SaveFailed(run.Experiments[0], run.Spec, options, error, log, stop, run.Key);

    private void Settle(PlannedRun run, RunRecord record)
    {
        admission.Learn(record.Receipt);
        if (record.Receipt.Status == RunStatus.Finished)
        {
            queue.Finish(run);
            Ledger.End(run, record);
            return;
        }

        var lost = queue.Fail(run);
        Ledger.End(run, record);
        foreach (var dependant in lost)
        {
            Ledger.End(dependant, Fail(dependant, $"Its source {dependant.SourceId} failed: {record.Receipt.Error}", ""));
        }
    }
}
