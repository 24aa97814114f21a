using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Reproducible.Execution;

/// <summary>How a worker process is started.</summary>
/// <param name="Worker">Absolute path of Reproducible.Worker.dll.</param>
/// <param name="Experiments">Absolute path of the assembly whose classes declare the experiments.</param>
public sealed record WorkerProgram(string Worker, string Experiments)
{
    private const string LibraryPath = "LD_LIBRARY_PATH";

    /// <summary>The dotnet executable. Default: the one that runs this process.</summary>
    public string Host { get; init; } = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "../../../dotnet"));

    /// <summary>A start with the environment pinned, and all three streams in our hands.</summary>
    internal ProcessStartInfo StartInfo(LabOptions options)
    {
        var start = new ProcessStartInfo(Host, ["exec", Worker, .. Arguments(options)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in WorkerEnvironment.Of(options.InstructionSet, options.Threads))
        {
            start.Environment[name] = value;
        }

        foreach (var (name, value) in WorkerEnvironment.Allocator)
        {
            start.Environment[name] = value;
        }

        if (Directory.Exists(StandIns) && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(LibraryPath)))
        {
            start.Environment[LibraryPath] = StandIns;
        }

        return start;
    }

    /// <summary>
    /// Absolute path of the folder of empty libraries that the worker's build made for those that libtorch names and uses nothing of. The loader takes
    /// them in the others' place, unless somebody leads it elsewhere.
    /// </summary>
    private string StandIns => Path.Combine(Path.GetDirectoryName(Worker)!, "stand-ins");

    private IEnumerable<string> Arguments(LabOptions options)
    {
        var named = new (string Name, string? Value)[]
        {
            ("experiments", Experiments),
            ("results", options.Results),
            ("data", options.Data),
            ("device", options.Device),
            ("instruction-set", options.InstructionSet.ToString()),
            ("threads", options.Threads.ToString(CultureInfo.InvariantCulture)),
            ("checkpoint-seconds", options.CheckpointEvery.TotalSeconds.ToString(CultureInfo.InvariantCulture)),
            ("gradients", options.Gradients ? "true" : null),
            ("seeds", options.Overrides.Seeds?.ToString(CultureInfo.InvariantCulture)),
            ("epochs", options.Overrides.Epochs?.ToString(CultureInfo.InvariantCulture)),
        };

        return named.Where(argument => argument.Value is not null).Select(argument => $"--{argument.Name}={argument.Value}");
    }
}
