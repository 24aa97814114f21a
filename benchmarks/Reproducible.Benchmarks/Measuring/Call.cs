using System.ComponentModel;
using System.Diagnostics;
using Reproducible.Execution;

namespace Reproducible.Benchmarks.Measuring;

/// <summary>A program that was started, did its work and ended.</summary>
/// <param name="Seconds">From before its start to its end.</param>
/// <param name="Lines">What it printed on standard output.</param>
internal sealed record Call(double Seconds, IReadOnlyList<string> Lines)
{
    /// <summary>Starts a program and waits for its end.</summary>
    /// <exception cref="ReproducibleException">It cannot be started, or its exit code is not 0; its last words are in the message.</exception>
    public static async Task<Call> RunAsync(ProcessStartInfo start, CancellationToken cancel)
    {
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        var (lines, last) = (new List<string>(), new TailLog());
        var watch = Stopwatch.StartNew();
        using var process = Start(start);
        process.StandardInput.Close();
        process.ErrorDataReceived += (_, line) => last.Add(line.Data);
        process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is not null)
            {
                lines.Add(line.Data);
                last.Add(line.Data);
            }
        };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        try
        {
            await process.WaitForExitAsync(cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        return process.ExitCode == 0
            ? new(watch.Elapsed.TotalSeconds, lines)
            : throw new ReproducibleException($"`{NameOf(start)}` ended with exit code {process.ExitCode}:\n{last.Text(20)}", "Mend what it says; it can be started by itself.");
    }

    /// <summary>Program and first arguments, for people.</summary>
    internal static string NameOf(ProcessStartInfo start) =>
        string.Join(' ', start.ArgumentList.Prepend(start.FileName).Where(word => word is not "exec").Take(5).Select(Path.GetFileName));

    /// <exception cref="ReproducibleException">There is no such program.</exception>
    internal static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception fault)
        {
            throw new ReproducibleException($"'{start.FileName}' cannot be started: {fault.Message}.", "Install it, or put it on the PATH.", fault);
        }
    }
}
