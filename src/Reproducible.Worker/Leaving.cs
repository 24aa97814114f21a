using System.Runtime.InteropServices;

namespace Reproducible.Worker;

/// <summary>The end of a worker.</summary>
internal static class Leaving
{
    /// <summary>
    /// Ends this process at once, whatever its other threads do. All that a worker made is flushed by then; to take libtorch's tables down is a tenth of
    /// a second that somebody waits for, and fails where a thread is still loading it.
    /// </summary>
    /// <param name="code">The exit code.</param>
    /// <returns>The code, where the system knows no such end: the caller then returns it.</returns>
    public static int With(int code)
    {
        if (OperatingSystem.IsLinux())
        {
            Exit(code);
        }

        return code;
    }

    [DllImport("libc", EntryPoint = "_exit")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern void Exit(int code);
}
