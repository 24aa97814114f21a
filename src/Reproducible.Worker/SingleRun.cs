using System.Runtime.InteropServices;
using Reproducible.Execution;

namespace Reproducible.Worker;

/// <summary>
/// One run for a cluster's queue. libtorch reads its environment once, so the run is done by a second worker process with that
/// environment pinned; this one passes on what it says.
/// </summary>
internal static class SingleRun
{
    private const int Interrupted = 130; // 128 and SIGINT, as shells have it.

    /// <param name="name"><c>experiment/id</c>.</param>
    /// <returns>The exit code: 0 finished, 1 failed, 2 not possible, 130 interrupted.</returns>
    public static int Do(string name, WorkerProgram program, LabOptions options)
    {
        using var stop = new CancellationTokenSource();
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            return DoAsync(name, program, options, stop.Token).GetAwaiter().GetResult();
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine($"{name} was stopped; nothing of it is stored.");
            return Interrupted;
        }
        catch (ReproducibleException fault)
        {
            Console.Error.WriteLine(fault.Message);
            return 2;
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
    }

    private static async Task<int> DoAsync(string name, WorkerProgram program, LabOptions options, CancellationToken cancel)
    {
        if (name.LastIndexOf('/') is var slash && slash < 0)
        {
            throw new ReproducibleException($"--run is '{name}'; expected <experiment>/<id>.", "`dotnet cake --target=Plan` lists names and ids.");
        }

        await using var worker = await WorkerProcess.StartAsync(program, options, cancel).ConfigureAwait(false);
        var end = await worker.RunAsync(new(name[..slash], name[(slash + 1)..]), said => Console.Out.WriteLine(Line(said)), cancel).ConfigureAwait(false);
        switch (end)
        {
            case RunStored stored:
                Console.Out.WriteLine($"{name} is in {options.Store}.");
                return stored.Finished ? 0 : 1;
            case RunRefused refused:
                Console.Error.WriteLine($"{refused.Log}\n{name}: {refused.Problem}");
                return 1;
            case RunDied died:
                Console.Error.WriteLine($"{died.Log}\n{name}: the worker ended, {died.How}.");
                return 1;
            default:
                throw new InvalidOperationException($"A run cannot end as {end}.");
        }
    }

    private static string Line(RunProgress said) => said.Epoch == 0
        ? $"{said.Epochs} epochs"
        : $"epoch {said.Epoch}/{said.Epochs} loss {said.Loss:0.0000} validation accuracy {said.Accuracy:0.0000}";
}
