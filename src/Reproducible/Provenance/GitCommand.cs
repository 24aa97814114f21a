using System.Diagnostics;
using System.Text;

namespace Reproducible.Provenance;

/// <summary>Asks git in a folder: nothing is paged, coloured, prompted for, hooked, or locked, and the caller's GIT_ variables don't lead elsewhere.</summary>
/// <param name="deadline">When git must have answered; it is killed then.</param>
internal sealed class GitCommand(string folder, DateTime deadline, IReadOnlyDictionary<string, string>? variables = null)
{
    public static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(10);

    private static readonly string[] Quiet =
    [
        "--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "core.splitIndex=false", "-c", "core.untrackedCache=keep",
        "-c", "advice.addEmbeddedRepo=false", "-c", "core.safecrlf=false", "-c", "color.ui=false", "-c", "gc.auto=0",
    ];

    /// <summary>What git wrote, with the newline at its end cut off; null where it failed, was too slow, or is not there.</summary>
    public string? Text(params IReadOnlyList<string> arguments) =>
        Run(arguments, maxBytes: 16 << 20) is { Bytes: { } bytes } ? Encoding.UTF8.GetString(bytes).TrimEnd('\n') : null;

    /// <summary>What git wrote.</summary>
    /// <param name="maxBytes">More is counted and not kept.</param>
    public GitOutput Run(IReadOnlyList<string> arguments, int maxBytes)
    {
        try
        {
            using var git = Process.Start(Start(arguments))!;
            git.StandardInput.Close();
            var errors = git.StandardError.ReadToEndAsync();
            var output = Task.Run(() => Drain(git.StandardOutput.BaseStream, maxBytes));
            var left = deadline - DateTime.UtcNow;
            if (left <= TimeSpan.Zero || !Task.WaitAll([errors, output], left) || !git.WaitForExit(TimeSpan.FromSeconds(1)))
            {
                git.Kill(entireProcessTree: true);

                return new(null, 0, "git did not answer in time.");
            }

            return git.ExitCode == 0 ? new(output.Result.Kept, output.Result.Length, "") : new(null, 0, $"git failed: {errors.Result.Trim()}");
        }
        catch (Exception cause) when (cause is System.ComponentModel.Win32Exception or IOException or InvalidOperationException or AggregateException)
        {
            return new(null, 0, $"git can't be run: {cause.Message}");
        }
    }

    private ProcessStartInfo Start(IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("git", [.. Quiet, .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Set while git runs a hook, they would name another repository or index; GIT_SSH and the like are not asked here.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("GIT_", StringComparison.Ordinal)).ToArray())
        {
            start.Environment.Remove(name);
        }

        start.Environment["GIT_OPTIONAL_LOCKS"] = "0";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["LC_ALL"] = "C";
        foreach (var (name, value) in variables ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return start;
    }

    private static (byte[]? Kept, long Length) Drain(Stream output, int maxBytes)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[65536];
        long length = 0;
        for (int read; (read = output.Read(buffer)) > 0; length += read)
        {
            kept.Write(buffer, 0, (int)Math.Min(read, maxBytes - kept.Length));
        }

        return (length <= maxBytes ? kept.ToArray() : null, length);
    }
}
