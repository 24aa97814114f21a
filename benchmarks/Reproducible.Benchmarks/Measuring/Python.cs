using System.Diagnostics;
using Reproducible.Execution;

namespace Reproducible.Benchmarks.Measuring;

/// <summary>The interpreter that runs the peers' scripts.</summary>
/// <param name="Program">A name on the PATH, or a path.</param>
/// <param name="Version">Such as <c>Python 3.11.2</c>.</param>
/// <param name="Library">Version of the first library that was asked for.</param>
internal sealed record Python(string Program, string Version, string Library)
{
    /// <summary>What makes one of Debian's.</summary>
    public const string Remedy = "apt-get install python3-torch python3-numpy";

    /// <summary>The python3 of the PATH if it has these libraries, else Debian's; null: neither has.</summary>
    public static async Task<Python?> FindAsync(CancellationToken cancel, params IReadOnlyList<string> libraries)
    {
        var question = $"import platform, {string.Join(", ", libraries)}; print('Python', platform.python_version()); print({libraries[0]}.__version__)";
        foreach (var program in new[] { "python3", "/usr/bin/python3" })
        {
            try
            {
                var said = await Call.RunAsync(new(program, ["-c", question]), cancel).ConfigureAwait(false);

                return new(program, said.Lines[^2], said.Lines[^1]);
            }
            catch (ReproducibleException)
            {
                // It is not there, or lacks one; the next may do.
            }
        }

        return null;
    }

    /// <summary>A start of a script with one thread, as we have.</summary>
    /// <param name="allocator">Whether glibc's allocator is told what workers tell it; else it is as it comes.</param>
    public ProcessStartInfo Start(string script, bool allocator, IEnumerable<string> words)
    {
        var start = new ProcessStartInfo(Program, [script, .. words]);
        foreach (var (name, value) in WorkerEnvironment.Of(InstructionSet.Native, threads: 1))
        {
            start.Environment[name] = value;
        }

        foreach (var (name, value) in WorkerEnvironment.Allocator)
        {
            start.Environment[name] = allocator ? value : null;
        }

        return start;
    }
}
