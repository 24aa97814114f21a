using System.Diagnostics;
using Reproducible.Execution;

namespace Reproducible.Benchmarks.Measuring;

/// <summary>What claims are measured with: the programs of both sides, a folder for what they write, and somebody to tell. Removes that folder at the end.</summary>
/// <param name="python">Runs the peers; null: there is none.</param>
internal sealed class Bench(BenchSettings settings, Python? python, Action<string> say) : IDisposable
{
    private int folders;

    /// <summary>What was asked for.</summary>
    public BenchSettings Settings => settings;

    /// <summary>One training thread each, on two cores.</summary>
    public static int Workers => 2;

    /// <summary>Folder of files that no claim needs after the call.</summary>
    public string Temporary { get; } = Directory.CreateTempSubdirectory("reproducible-benchmarks-").FullName;

    /// <summary>Results of an unaltered call of Experiments, left there for whoever needs them; null: there are none yet.</summary>
    public string? ExperimentsDone { get; set; }

    /// <summary>Reproducible.Worker.dll beside us.</summary>
    public static string Worker => Beside("Reproducible.Worker", "Reproducible.Worker.dll");

    /// <summary>The experiments as the build's own calls load them.</summary>
    public static string Experiments => Beside("Reproducible.Build", "Reproducible.Experiments.dll");

    /// <summary>One of two sizes.</summary>
    public T Size<T>(T whole, T quick) => settings.Quick ? quick : whole;

    /// <summary>A folder that is not there yet.</summary>
    public string NewFolder() => Path.Combine(Temporary, $"{folders++}");

    /// <summary>Measures several ways in turn, a first round of all for warming up.</summary>
    /// <inheritdoc cref="Alternation.MeasureAsync"/>
    public Task<IReadOnlyList<Sample>> InTurnAsync(int rounds, IReadOnlyList<Func<Task<double>>> ways, CancellationToken cancel, int warmUps = 1) =>
        Alternation.MeasureAsync(Size(rounds, 1), Size(warmUps, 0), ways, say, cancel);

    /// <summary>Our side: a process of this program, started as workers are.</summary>
    public static Task<Participant> OursAsync(CancellationToken cancel, params IEnumerable<string> words)
    {
        var start = new ProcessStartInfo(DotNet, ["exec", typeof(Bench).Assembly.Location, "ours", .. words]);
        Pin(start);

        return Participant.StartAsync(start, cancel);
    }

    /// <summary>A script of benchmarks/peer, which answers when it is asked.</summary>
    /// <param name="allocator">Whether glibc's allocator is told what workers tell it.</param>
    /// <exception cref="ReproducibleException">There is no Python with PyTorch.</exception>
    public Task<Participant> PeerAsync(string script, bool allocator, CancellationToken cancel, params IEnumerable<string> words) =>
        Participant.StartAsync(Peer(script, allocator, words), cancel);

    /// <summary>A script of benchmarks/peer.</summary>
    /// <inheritdoc cref="PeerAsync"/>
    public ProcessStartInfo Peer(string script, bool allocator, params IEnumerable<string> words) =>
        (python ?? throw new ReproducibleException("There is no python3 with torch and numpy.", $"{Python.Remedy}."))
            .Start(Script(script), allocator, words);

    /// <summary>Path of a script of benchmarks/peer.</summary>
    public string Script(string name) => Path.Combine(settings.Root, "benchmarks", "peer", name);

    /// <summary>A call of the build, its files in a folder of ours.</summary>
    public ProcessStartInfo Cake(string target, string results, params IEnumerable<string> words) =>
        new(DotNet, ["cake", $"--target={target}", $"--results={results}", $"--mlflow={Path.Combine(results, "mlruns")}", .. words]) { WorkingDirectory = settings.Root };

    /// <summary>A worker that does one run, in the environment that it sets itself.</summary>
    public static ProcessStartInfo OneRun(string run, string results, params IEnumerable<string> words) =>
        new(DotNet, ["exec", Worker, $"--experiments={Experiments}", $"--results={results}", $"--run={run}", .. words]);

    /// <summary>How a worker for the experiments of this assembly is started.</summary>
    public static WorkerProgram Program => new(Worker, typeof(Bench).Assembly.Location);

    /// <inheritdoc/>
    public void Dispose() => Directory.Delete(Temporary, recursive: true);

    /// <summary>The dotnet that runs us.</summary>
    internal static string DotNet { get; } = new WorkerProgram("", "").Host;

    private static void Pin(ProcessStartInfo start)
    {
        foreach (var (name, value) in WorkerEnvironment.Of(InstructionSet.Native, threads: 1).Concat(WorkerEnvironment.Allocator.Select(entry => (entry.Name, (string?)entry.Value))))
        {
            start.Environment[name] = value;
        }
    }

    /// <summary>artifacts/bin/PROJECT/CONFIGURATION/FILE, as this is artifacts/bin/Reproducible.Benchmarks/CONFIGURATION.</summary>
    private static string Beside(string project, string file)
    {
        var folder = Path.GetDirectoryName(typeof(Bench).Assembly.Location)!;
        var path = Path.GetFullPath(Path.Combine(folder, "../..", project, Path.GetFileName(folder), file));

        return File.Exists(path) ? path : throw new ReproducibleException($"There is no '{path}'.", "Run ./build.sh, which builds it.");
    }
}
