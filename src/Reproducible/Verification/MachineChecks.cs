using Reproducible.Datasets;
using Reproducible.Execution;
using Reproducible.Provenance;
using Reproducible.Torch;
using Reproducible.Torch.Libraries;

namespace Reproducible.Verification;

/// <summary>Checks of this machine: can runs start here, and fast.</summary>
internal static class MachineChecks
{
    private const long LeastSpace = 1L << 30;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] FastBlas = ["openblas", "mkl", "blis", "flexiblas", "atlas", "armpl", "nvpl"];

    public static IEnumerable<Finding> Engine()
    {
        var engine = EngineInfo.Read();
        yield return new(Severity.Ok, "engine", $"libtorch {engine.LibtorchVersion} of {engine.LibtorchFolder}, shim {engine.ShimSha256[..12]}");
        var libraries = ComputingLibraries.Predict();
        var missing = libraries.Where(library => library.Value.Contains("not found", StringComparison.Ordinal)).Select(library => library.Key).ToList();
        if (missing.Count > 0)
        {
            yield return new(Severity.Fail, "libraries", $"not found: {string.Join(", ", missing)}", "Install libtorch: ./build.sh does.");
        }

        yield return Blas(libraries);
    }

    /// <param name="libraries">As <see cref="ComputingLibraries.Predict()"/> gives them.</param>
    internal static Finding Blas(IReadOnlyDictionary<string, string> libraries)
    {
        var blas = libraries.Where(library => library.Key.Contains("blas", StringComparison.Ordinal) || FastBlas.Any(library.Value.Contains)).ToList();
        var text = string.Join(", ", blas.Select(library => $"{library.Key} is {library.Value}"));

        return blas.Count == 0 || blas.Any(library => FastBlas.Any(fast => library.Key.Contains(fast, StringComparison.Ordinal) || library.Value.Contains(fast, StringComparison.Ordinal)))
            ? new(Severity.Ok, "blas", blas.Count == 0 ? "libtorch's own" : text)
            : new(Severity.Warn, "blas", $"the reference BLAS, many times slower: {text}", "apt-get install libopenblas0-pthread");
    }

    public static async Task<Finding> WorkerAsync(WorkerProgram program, LabOptions options)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var worker = await WorkerProcess.StartAsync(program, options, patience.Token).ConfigureAwait(false);
            await worker.DisposeAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return new(Severity.Fail, "worker", $"not ready within {Patience.TotalSeconds:0} s", "Look for another process that keeps the machine busy, then try again.");
        }

        return new(Severity.Ok, "worker", $"starts, loads libtorch, and has the environment of {options.InstructionSet.ToString().ToLowerInvariant()} runs");
    }

    public static Finding Threads(LabOptions options) => options.Workers * options.Threads <= System.Environment.ProcessorCount
        ? new(Severity.Ok, "threads", $"{options.Workers} workers of {options.Threads} on {System.Environment.ProcessorCount} cores")
        : new(Severity.Warn, "threads", $"{options.Workers} workers of {options.Threads} threads on {System.Environment.ProcessorCount} cores", $"--workers={Math.Max(1, System.Environment.ProcessorCount / options.Threads)}");

    /// <summary>Reads each file of each dataset once.</summary>
    public static IEnumerable<Finding> Data(IEnumerable<Dataset> datasets, string? folder, DateTime until) => datasets
        .SelectMany(dataset => dataset.Files.Select(file => (dataset.Name, File: file, Home: folder ?? dataset.Home)))
        .Distinct()
        .Select(entry =>
        {
            if (DateTime.UtcNow > until)
            {
                return new Finding(Severity.Warn, "data", $"{entry.Name}: {entry.File.Name} not read, time is up", "Run Doctor again when the machine is idle.");
            }

            try
            {
                entry.File.Read(entry.Home, $"./build.sh installs what is missing; --data= names another folder.", bytes => bytes.Length);

                return new(Severity.Ok, "data", $"{entry.Name}: {entry.File.PathIn(entry.Home)} as declared");
            }
            catch (ReproducibleException fault)
            {
                return new(Severity.Fail, "data", fault.Problem, fault.Remedy);
            }
        });

    public static Finding Space(string results)
    {
        var place = results;
        while (!Directory.Exists(place))
        {
            place = Path.GetDirectoryName(place)!;
        }

        return Space(results, new DriveInfo(place).AvailableFreeSpace);
    }

    /// <param name="free">Bytes.</param>
    internal static Finding Space(string results, long free) => free >= LeastSpace
        ? new(Severity.Ok, "disk", $"{free >> 30} GiB free at {results}")
        : new(Severity.Warn, "disk", $"{free >> 20} MiB free at {results}; 1 GiB is expected", "--target=Gc --yes deletes what no plan refers to.");

    public static Finding Writing(string store)
    {
        StoreFolder.Check(store);

        return new(Severity.Ok, "write access", store);
    }

    public static Finding Git(string folder) => GitState.Read(folder) switch
    {
        { Commit: GitState.Unknown } => new(Severity.Warn, "git", "no commit is known, so receipts name none", "Install git and commit; --at-commit needs it."),
        { Dirty: "false" } clean => new(Severity.Ok, "git", $"{clean.Branch} at {clean.Commit[..12]}, clean"),
        var dirty => new(Severity.Ok, "git", $"{dirty.Branch} at {dirty.Commit[..12]}, with changes; receipts keep them as a patch"),
    };
}
