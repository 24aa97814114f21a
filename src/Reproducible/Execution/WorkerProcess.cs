using System.ComponentModel;
using System.Diagnostics;

namespace Reproducible.Execution;

/// <summary>A started worker, as the one who started it sees it. It does one run at a time.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    // A worker leaves a run between two steps; a step of the networks here takes milliseconds, one of a large network a second.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private static readonly HostMemory Memory = new();

    private readonly Process process;
    private readonly TailLog log = new();
    private readonly long killsBefore = Memory.Kills;

    private WorkerProcess(Process process)
    {
        this.process = process;
        process.ErrorDataReceived += (_, line) => log.Add(line.Data);
        process.BeginErrorReadLine();
    }

    public int Id => process.Id;

    /// <summary>Starts a worker and waits until it has loaded the experiments and libtorch.</summary>
    /// <exception cref="ReproducibleException">It cannot be started, or ended before it was ready; its last words are in the message.</exception>
    public static async Task<WorkerProcess> StartAsync(WorkerProgram program, LabOptions options, CancellationToken cancel)
    {
        var worker = new WorkerProcess(Start(program, options));
        try
        {
            return await worker.ReadAsync(cancel).ConfigureAwait(false) is WorkerReady
                ? worker
                : throw new ReproducibleException(
                    $"A worker process ended before it could take a run ({await worker.EndAsync().ConfigureAwait(false)}):\n{worker.log.Text(20)}\n",
                    "Mend what it says, or run ./build.sh to build and install what is missing.");
        }
        catch
        {
            await worker.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Has the worker do a run.</summary>
    /// <param name="progress">Called after each epoch, on some thread.</param>
    /// <param name="cancel">Leaves at once; the worker is then of no further use but to be disposed, which stops the run.</param>
    public async Task<RunEnd> RunAsync(RunRequest request, Action<RunProgress> progress, CancellationToken cancel)
    {
        Begin(request);
        while (true)
        {
            switch (await ReadAsync(cancel).ConfigureAwait(false))
            {
                case WorkerProgress said: progress(said.Run); break;
                case WorkerStored said: return new RunStored(said.Finished);
                case WorkerRefused said: return new RunRefused($"{said.Problem} {said.Remedy}".TrimEnd(), log.Text());
                case null: return new RunDied(await EndAsync().ConfigureAwait(false), log.Text());
            }
        }
    }

    /// <summary>Has the worker find out something about a run.</summary>
    /// <returns>What it found, or that it refused; null: it died.</returns>
    public async Task<WorkerMessage?> MeasureAsync(RunRequest request, CancellationToken cancel)
    {
        Begin(request);

        return await ReadAsync(cancel).ConfigureAwait(false);
    }

    /// <summary>Lets the worker use a second core from now on, or no longer. From any thread, also while it does a run.</summary>
    public void Lend(bool core) => Tell(new CoreLoan(core));

    /// <summary>Waits for the end of a worker that died.</summary>
    /// <returns>How it ended, and its last lines.</returns>
    public async Task<(string How, string Log)> LastWordsAsync() => (await EndAsync().ConfigureAwait(false), log.Text(20));

    /// <summary>Closes the worker's input, which ends it even in the middle of a run, and kills it if it does not end soon.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // A dead worker takes no last bytes.
        }

        await EndAsync().ConfigureAwait(false);
        process.Dispose();
    }

    // What the log holds from here on is of this run.
    private void Begin(RunRequest request)
    {
        log.Clear();
        Tell(request);
    }

    private void Tell(WorkerRequest request)
    {
        try
        {
            lock (process)
            {
                process.StandardInput.WriteLine(request.ToLine());
                process.StandardInput.Flush();
            }
        }
        catch (IOException)
        {
            // It is dead already; reading its output finds out how.
        }
    }

    private static Process Start(WorkerProgram program, LabOptions options)
    {
        if (!File.Exists(program.Worker))
        {
            throw new ReproducibleException($"There is no worker at '{program.Worker}'.", "Run ./build.sh to build it.");
        }

        try
        {
            return Process.Start(program.StartInfo(options))!;
        }
        catch (Win32Exception fault)
        {
            throw new ReproducibleException($"A worker cannot be started with '{program.Host}': {fault.Message}.", "Install the .NET 10 SDK.", fault);
        }
    }

    /// <summary>The next message; null when the worker closed its output, which only its end does.</summary>
    private async Task<WorkerMessage?> ReadAsync(CancellationToken cancel)
    {
        while (await process.StandardOutput.ReadLineAsync(cancel).ConfigureAwait(false) is { } line)
        {
            var (message, chatter) = WorkerMessage.Read(line);
            log.Add(chatter);
            if (message is not null)
            {
                return message;
            }
        }

        return null;
    }

    /// <summary>Waits for the process's end, forces it after the grace, and says how it ended.</summary>
    private async Task<string> EndAsync()
    {
        using var patience = new CancellationTokenSource(Grace);
        try
        {
            await process.WaitForExitAsync(patience.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        }

        return DeathOf(process.ExitCode, Memory.Kills - killsBefore);
    }

    /// <summary>How a process ended, in words.</summary>
    /// <param name="code">Its exit code; 128 and the signal's number where a signal ended it.</param>
    /// <param name="kills">Processes that the kernel ended for want of memory since it started.</param>
    internal static string DeathOf(int code, long kills) => code switch
    {
        137 when kills > 0 => "killed with signal 9 by the kernel, as memory ran out; --workers=1 has fewer runs at once, a smaller BatchSize makes each smaller",
        137 => "killed with signal 9; the system does that when memory runs out",
        > 128 => $"ended by signal {code - 128}",
        _ => $"exit code {code}",
    };
}
