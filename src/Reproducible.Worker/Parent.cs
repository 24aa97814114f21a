using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Reproducible.Execution;

namespace Reproducible.Worker;

/// <summary>
/// The process that started this worker, at the other end of standard input and output. When it closes the input, or dies, which
/// closes it too, the run in hand is left and the worker ends.
/// </summary>
internal sealed class Parent : IDisposable
{
    // A step that takes longer than this is not waited for; the store's folders appear whole or not at all, whenever we end.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    private readonly BlockingCollection<RunRequest> requests = [];
    private readonly CancellationTokenSource gone = new();
    private readonly StreamWriter answers = new(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
    private readonly PosixSignalRegistration[] signals;

    public Parent()
    {
        signals =
        [
            // Ctrl-C reaches every process of the terminal; what becomes of the run is the parent's to say.
            PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => signal.Cancel = true),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
            {
                signal.Cancel = true;
                Leave();
            }),
        ];
        new Thread(Listen) { IsBackground = true, Name = "requests" }.Start();
    }

    /// <summary>Cancelled when the worker shall end.</summary>
    public CancellationToken Gone => gone.Token;

    /// <summary>Waits for the next request; null when the worker shall end.</summary>
    public RunRequest? NextRequest()
    {
        try
        {
            return requests.TryTake(out var request, Timeout.Infinite, Gone) ? request : null;
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    public void Say(WorkerMessage message)
    {
        try
        {
            answers.WriteLine(message.ToLine());
            answers.Flush();
        }
        catch (IOException)
        {
            // Nobody reads any more: the parent is dead.
            Leave();
        }
    }

    public void Dispose()
    {
        foreach (var signal in signals)
        {
            signal.Dispose();
        }
    }

    private void Listen()
    {
        using var input = new StreamReader(Console.OpenStandardInput());
        while (input.ReadLine() is { } line)
        {
            switch (WorkerRequest.Read(line))
            {
                case RunRequest run: requests.Add(run); break;
                case CoreLoan core: Engine.Lend(core.Lent); break;
            }
        }

        Leave();
    }

    private void Leave()
    {
        gone.Cancel();
        new Thread(() =>
        {
            Thread.Sleep(Grace);
            Process.GetCurrentProcess().Kill();
        })
        { IsBackground = true, Name = "grace" }.Start();
    }
}
