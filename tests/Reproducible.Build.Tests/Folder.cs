using System.Diagnostics;
using System.Runtime.Versioning;
using System.Text.RegularExpressions;

[assembly: SupportedOSPlatform("linux")]

namespace Reproducible.Build.Tests;

/// <summary>A folder of a test's own, with a space in its name, removed afterwards; and programs run in it.</summary>
internal sealed partial class Folder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("reproducible build ").FullName;

    /// <summary>The repository that these tests were built from.</summary>
    public static string Repository { get; } = Above(AppContext.BaseDirectory);

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Write(string name, string text, bool executable = false)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(File(name))!);
        System.IO.File.WriteAllText(File(name), text);
        if (executable)
        {
            System.IO.File.SetUnixFileMode(File(name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public static Process Start(ProcessStartInfo start)
    {
        (start.RedirectStandardInput, start.RedirectStandardOutput, start.RedirectStandardError) = (true, true, true);
        var process = Process.Start(start)!;
        process.StandardInput.Close();

        return process;
    }

    /// <summary>Runs to the end; both streams together, without colours.</summary>
    public static async Task<(int ExitCode, string Output)> EndAsync(Process process)
    {
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();

        return (process.ExitCode, Colours().Replace(await output + await error, ""));
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static string Above(string folder) =>
        System.IO.File.Exists(System.IO.Path.Combine(folder, "Reproducible.sln")) ? folder : Above(System.IO.Path.GetDirectoryName(folder)!);

    [GeneratedRegex("\\x1b\\[[0-9;]*m")]
    private static partial Regex Colours();
}
