using Reproducible.Keys;
using Reproducible.Runs;

namespace Reproducible.Execution;

/// <summary>
/// Does the runs of experiments: finds those that the store holds, and has worker processes do the others, all experiments in one
/// queue. What a run needs survives whatever happens to another run.
/// </summary>
/// <param name="observer">Told as runs end; null: nobody watches.</param>
public sealed class Lab(LabOptions options, WorkerProgram program, ILabObserver? observer = null) : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private Pool? pool;
    private Dictionary<RunSpec, RunKey> keys = [];
    private StoredRecords? stored;

    /// <summary>What this call runs and reuses; null before <see cref="Begin(Plan)"/>.</summary>
    public Plan? Plan { get; private set; }

    /// <summary>What the runs are doing now; null before <see cref="Begin(Plan)"/>.</summary>
    public LabStatus? Status => pool?.Ledger.Status;

    /// <summary>Plans all experiments of this call together and starts work at once. Called once.</summary>
    /// <exception cref="ArgumentException">A definition is wrong; all faults are listed. Nothing has started then.</exception>
    /// <exception cref="ReproducibleException">The store cannot be written. Nothing has started then.</exception>
    public void Begin(IReadOnlyList<NamedExperiment> experiments)
    {
        Begin(Plan.Of(experiments, options));
    }

    /// <summary>Starts work on a plan at once. Called once, instead of the other.</summary>
    /// <exception cref="ReproducibleException">The store cannot be written. Nothing has started then.</exception>
    public void Begin(Plan plan)
    {
        Plan = plan;
        keys = plan.Runs.DistinctBy(run => run.Spec).ToDictionary(run => run.Spec, run => run.Key);
        stored = new(new(options.Store), plan.Runs);
        pool = new Pool(Plan, options, program, observer, stop.Token);
        pool.Start();
        stored.ReadAhead();
    }

    /// <summary>Waits for the runs of an experiment and of its baseline; what failed is in the result as failed.</summary>
    /// <param name="named">One of those given to <see cref="Begin(Plan)"/>.</param>
    /// <exception cref="ReproducibleException">No worker can be started, or the store cannot be written.</exception>
    /// <exception cref="OperationCanceledException"><see cref="Stop"/> was called.</exception>
    public async Task<ExperimentResult> CompleteAsync(NamedExperiment named)
    {
        if (pool is null || Plan!.Runs.All(run => !run.Experiments.Contains(named.Name)))
        {
            throw new ArgumentException($"'{named.Name}' is not among the experiments that were begun.", nameof(named));
        }

        await pool.Ledger.WaitAsync(Plan.Runs.Where(run => run.Experiments.Contains(named.Name))).ConfigureAwait(false);

        return ExperimentResult.Of(named, options, RecordOf);
    }

    /// <summary>Waits for runs of the plan, finished or failed.</summary>
    /// <exception cref="ReproducibleException">No worker can be started, or the store cannot be written.</exception>
    /// <exception cref="OperationCanceledException"><see cref="Stop"/> was called.</exception>
    public Task CompleteAsync(IEnumerable<PlannedRun> runs) => pool?.Ledger.WaitAsync(runs) ?? throw new InvalidOperationException("No plan was begun.");

    /// <summary>Starts no further run and leaves those in hand; finished runs stay. Returns at once; <see cref="DisposeAsync"/> waits.</summary>
    public void Stop() => stop.Cancel();

    /// <summary>Stops, and returns when no worker lives.</summary>
    public async ValueTask DisposeAsync()
    {
        // Not disposed of: a Ctrl-C may still come, and without a timer or a wait handle it holds nothing.
        await stop.CancelAsync().ConfigureAwait(false);
        await (pool?.EndAsync() ?? Task.CompletedTask).ConfigureAwait(false);
    }

    /// <summary>A run that was in the store when this call began, or ended since; null: neither.</summary>
    private RunRecord? RecordOf(RunSpec spec)
    {
        var id = (keys.GetValueOrDefault(spec) ?? RunKey.Of(spec, options)).Id;

        return (stored!.Find(id) ?? pool!.Ledger.RecordOf(id)) is { } record ? record with { Spec = spec } : null;
    }
}
