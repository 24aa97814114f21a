using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;
using Spectre.Console;

namespace Reproducible.Build.Documents;

/// <summary>Keeps the standard output for one document: whatever else this process, its libraries and its children print goes to standard error.</summary>
internal static class StandardOutput
{
    private const int Output = 1;
    private const int Error = 2;

    /// <summary>Called once, before anything of ours is printed.</summary>
    /// <param name="cakes">The console that Cake prints its reports on.</param>
    /// <returns>The standard output as it was; the caller disposes of it.</returns>
    /// <exception cref="ReproducibleException">The system refuses.</exception>
    public static Stream Take(IAnsiConsole? cakes)
    {
        // What .NET and Cake have opened by now does not follow the file descriptor.
        Console.SetOut(Console.Error);
        cakes?.Profile.Out = new AnsiConsoleOutput(Console.Error);
        var kept = dup(Output);
        if (kept < 0 || dup2(Error, Output) < 0)
        {
            throw new ReproducibleException($"The standard output cannot be kept apart: errno {Marshal.GetLastPInvokeError()}.", "Call without --json.");
        }

        return new FileStream(new SafeFileHandle(kept, ownsHandle: true), FileAccess.Write);
    }

    // POSIX. There is no managed call that also turns what child processes inherit.
    [DllImport("libc", SetLastError = true)]
    private static extern int dup(int file);

    [DllImport("libc", SetLastError = true)]
    private static extern int dup2(int from, int to);
}
