using System.Diagnostics;

namespace Reproducible.Build;

/// <summary>Calls the dotnet that runs us, its output passed through.</summary>
internal static class DotNet
{
    /// <returns>Its exit code.</returns>
    public static async Task<int> RunAsync(string folder, IReadOnlyList<string> arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, arguments) { WorkingDirectory = folder })!;
        await process.WaitForExitAsync().ConfigureAwait(false);

        return process.ExitCode;
    }
}
