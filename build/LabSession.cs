using System.Runtime.InteropServices;
using Reproducible.Execution;
using Reproducible.Experiments.Source;
using Reproducible.Runs;

namespace Reproducible.Build;

/// <summary>A lab with somebody at the keyboard: its progress is shown, its results are written down, and Ctrl-C stops it.</summary>
internal sealed class LabSession : IAsyncDisposable
{
    private readonly Lab lab;
    private readonly Sinks sinks;
    private readonly ProgressDisplay display;
    private readonly PosixSignalRegistration[] signals;

    private LabSession(BuildSettings settings, IReadOnlyList<NamedExperiment> experiments)
    {
        sinks = new(settings, experiments);
        display = Terminal.CanDraw && !settings.Json.IsAsked ? new TerminalProgress() : new PlainProgress();
        lab = new(settings.Lab, Program, new ShippingObserver(display, sinks, settings.Json));
        signals = [PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop), PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop)];
    }

    /// <summary>What executes runs.</summary>
    public static WorkerProgram Program { get; } = new(WorkerBeside(typeof(LabSession).Assembly.Location), typeof(FashionEight).Assembly.Location);

    /// <summary>Runs that finished in this call.</summary>
    public int Finished => lab.Status?.Finished ?? 0;

    /// <summary>128 and the number of the signal that stopped the lab, as shells have it; null when none did.</summary>
    public int? ExitCode { get; private set; }

    public static LabSession Begin(BuildSettings settings, IReadOnlyList<NamedExperiment> experiments)
    {
        var session = new LabSession(settings, experiments);
        session.lab.Begin(experiments);

        return session;
    }

    public async Task<ExperimentResult> CompleteAsync(NamedExperiment experiment)
    {
        ExperimentResult result;
        using (display.Show(lab))
        {
            result = await lab.CompleteAsync(experiment).ConfigureAwait(false);
        }

        var (reused, failed) = (result.Runs.Count(run => run.Reused), result.Runs.Count(run => run.Receipt.Status != RunStatus.Finished));
        Console.WriteLine($"{result.Name}: {result.Runs.Count} runs, {reused} reused, {failed} failed");
        await sinks.WriteAsync(result).ConfigureAwait(false);

        return result;
    }

    /// <summary>Ends the workers.</summary>
    public ValueTask EndAsync() => lab.DisposeAsync();

    /// <summary>Waits for what is on its way to other places; called when no run trains any more.</summary>
    /// <returns>What could not be shipped, in one line; null: nothing.</returns>
    public Task<string?> FinishShippingAsync() => sinks.FinishAsync(atOnce: ExitCode is not null);

    /// <summary>Registers the best run as a version of a model.</summary>
    /// <returns>What was done, a sentence.</returns>
    /// <exception cref="ReproducibleException">It cannot be registered.</exception>
    public Task<string> RegisterAsync(string model, IReadOnlyList<ExperimentResult> candidates) => sinks.RegisterAsync(model, candidates);

    public async ValueTask DisposeAsync()
    {
        await lab.DisposeAsync().ConfigureAwait(false);
        await sinks.DisposeAsync().ConfigureAwait(false);
        foreach (var signal in signals)
        {
            signal.Dispose();
        }
    }

    /// <summary>artifacts/bin/Reproducible.Worker/release/Reproducible.Worker.dll, when this is artifacts/bin/Reproducible.Build/release/….</summary>
    private static string WorkerBeside(string self)
    {
        var folder = Path.GetDirectoryName(self)!;

        return Path.GetFullPath(Path.Combine(folder, "../../Reproducible.Worker", Path.GetFileName(folder), "Reproducible.Worker.dll"));
    }

    private void Stop(PosixSignalContext signal)
    {
        if (ExitCode is not null)
        {
            display.Abandon();
            return; // The second Ctrl-C ends this process at once, and the closing pipes end the workers.
        }

        signal.Cancel = true;
        ExitCode = 128 + (signal.Signal == PosixSignal.SIGINT ? 2 : 15);
        display.Warned("Stopping; finished runs are kept. Once more ends at once.");
        lab.Stop();
    }
}
