using System.Diagnostics;

namespace Reproducible.Build;

/// <summary>Calls other programs; what they print is passed through.</summary>
internal static class Command
{
    /// <summary>The dotnet that runs us.</summary>
    public static string DotNet => Environment.ProcessPath!;

    /// <param name="cancel">Kills the program and all that it started.</param>
    /// <returns>Its exit code.</returns>
    /// <exception cref="ReproducibleException">There is no such program.</exception>
    public static async Task<int> RunAsync(string folder, string program, IReadOnlyList<string> arguments, CancellationToken cancel = default)
    {
        using var process = Start(new(program, arguments) { WorkingDirectory = folder });
        await EndAsync(process, cancel).ConfigureAwait(false);

        return process.ExitCode;
    }

    /// <summary>The same, but its standard output is given back.</summary>
    public static async Task<(int ExitCode, string Output)> ReadAsync(string folder, string program, IReadOnlyList<string> arguments, CancellationToken cancel = default)
    {
        using var process = Start(new(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true });
        var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await EndAsync(process, cancel).ConfigureAwait(false);

        return (process.ExitCode, await output.ConfigureAwait(false));
    }

    private static async Task EndAsync(Process process, CancellationToken cancel)
    {
        try
        {
            await process.WaitForExitAsync(cancel).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception fault)
        {
            throw new ReproducibleException($"'{start.FileName}' cannot be started: {fault.Message}", "Install it, or put it on the PATH.", fault);
        }
    }
}
