using System.Collections.Concurrent;
using System.Diagnostics;
using Reproducible.Execution;
using Reproducible.Runs;

namespace Reproducible.Tests.Execution;

/// <summary>A lab with real worker processes and a store of its own.</summary>
internal sealed class TestLab : IAsyncDisposable, ILabObserver
{
    private static readonly string Configuration = Path.GetFileName(Path.GetDirectoryName(typeof(TestLab).Assembly.Location)!);
    private readonly TemporaryFolder folder;

    public TestLab(TemporaryFolder folder, int workers = 2, WorkerProgram? program = null, TimeSpan? checkpointEvery = null)
    {
        this.folder = folder;
        Options = new() { Results = folder.Path, Workers = workers };
        Options = Options with { CheckpointEvery = checkpointEvery ?? Options.CheckpointEvery };
        Lab = new(Options, program ?? Program, this);
    }

    /// <summary>artifacts/bin/Reproducible.Worker, as this is artifacts/bin/Reproducible.Tests.</summary>
    public static WorkerProgram Program { get; } = new(
        Path.GetFullPath($"../../Reproducible.Worker/{Configuration}/Reproducible.Worker.dll", Path.GetDirectoryName(typeof(TestLab).Assembly.Location)!),
        typeof(TestLab).Assembly.Location);

    public LabOptions Options { get; }

    public Lab Lab { get; }

    public ConcurrentQueue<string> Warnings { get; } = [];

    public ConcurrentQueue<LabStatus> Statuses { get; } = [];

    /// <summary>Names of the folders in the store that a reader would take for a run.</summary>
    public IReadOnlyList<string> Stored => [.. Directory.EnumerateDirectories(folder.File("store")).Select(path => Path.GetFileName(path)).Where(name => name[0] != '.')];

    public void Ended(RunRecord run, LabStatus status) => Statuses.Enqueue(status);

    public void Warned(string problem) => Warnings.Enqueue(problem);

    /// <summary>Waits for a worker that has a run in hand and said something about it.</summary>
    public async Task<RunningRun> RunningAsync()
    {
        var patience = Stopwatch.StartNew();
        while (patience.Elapsed < TimeSpan.FromSeconds(60))
        {
            if (Lab.Status!.Running.FirstOrDefault(run => run.Progress is not null) is { } running)
            {
                return running;
            }

            await Task.Delay(10);
        }

        throw new TimeoutException("No run was begun within 60 s.");
    }

    /// <summary>Kills the worker that has a run of this experiment in hand, with signal 9, once it has done so many epochs of that run itself.</summary>
    public async Task KillAsync(NamedExperiment experiment, int epochs = 0)
    {
        RunningRun running;
        var begun = new Dictionary<int, int>();
        do
        {
            running = await RunningAsync();
            begun.TryAdd(running.WorkerProcessId, running.Progress!.Epoch);
        }
        while (running.Run.Experiments[0] != experiment.Name || running.Progress.Epoch < begun[running.WorkerProcessId] + epochs || !Lives(running.WorkerProcessId));

        using var process = Process.GetProcessById(running.WorkerProcessId);
        process.Kill();
        await process.WaitForExitAsync();
    }

    public static bool Lives(int process)
    {
        try
        {
            return !Process.GetProcessById(process).HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    public ValueTask DisposeAsync() => Lab.DisposeAsync();
}
