using System.Diagnostics;
using System.Runtime.InteropServices;
using Reproducible.Frosting;

namespace Reproducible.Build.Tasks;

/// <summary>Has benchmarks/Reproducible.Benchmarks measure what is claimed, beside the peers. It does the work and writes the report.</summary>
[TaskDescription("Measures the claims beside Python's PyTorch, writes results/benchmarks; --filter=NAME, --quick.")]
public sealed class Benchmarks : AsyncFrostingTask<BuildContext>
{
    private const int Interrupted = 130; // 128 and SIGINT, as shells have it.

    /// <inheritdoc/>
    public override async Task RunAsync(BuildContext context)
    {
        ArgumentNullException.ThrowIfNull(context);

        var settings = context.Settings;
        var folder = Path.GetDirectoryName(typeof(Benchmarks).Assembly.Location)!;
        var program = Path.GetFullPath(Path.Combine(folder, "../../Reproducible.Benchmarks", Path.GetFileName(folder), "Reproducible.Benchmarks.dll"));
        if (!File.Exists(program))
        {
            throw new ReproducibleException($"There is no '{program}'.", "Run ./build.sh --target=Benchmarks, which builds it.");
        }

        // Its input ends when we do, however we end: then it ends what it started. A signal of the terminal reaches it by itself.
        var start = new ProcessStartInfo(Command.DotNet, ["exec", program, .. BenchmarkWords.Of(settings)]) { WorkingDirectory = settings.Root, RedirectStandardInput = true };
        using var process = Process.Start(start)!;
        PosixSignal? stopped = null;
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        await process.WaitForExitAsync().ConfigureAwait(false);
        if (stopped is not null)
        {
            System.Environment.Exit(stopped == PosixSignal.SIGINT ? Interrupted : 128 + 15);
        }

        if (process.ExitCode != 0)
        {
            throw new ReproducibleException(
                $"The benchmarks ended with exit code {process.ExitCode}: not all that was asked for could be measured.", "What is missing, and what to do, stands above.");
        }

        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stopped = signal.Signal;
            process.StandardInput.Close();
        }
    }
}
