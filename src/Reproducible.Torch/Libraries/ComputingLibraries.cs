using Reproducible.Torch.Interop;

namespace Reproducible.Torch.Libraries;

/// <summary>
/// Which files the loader takes for the libraries that compute: foretold before libtorch is loaded, and seen afterwards. Each map holds, by the name
/// that other libraries need it by, the real file's name and what tells its build from others: <c>libblas.so.3</c> to <c>libblas.so.3 build-id:0f3a…</c>.
/// </summary>
public static class ComputingLibraries
{
    // As much of a name after "lib" as tells that the library leads to those that compute, or is one.
    private static readonly string[] Computing =
    [
        // libtorch's own.
        "torch", "c10", "caffe2",
        // Linear algebra.
        "blas", "cblas", "openblas", "lapack", "mkl", "blis", "flame", "flexiblas", "atlas", "armpl", "nvpl",
        // Kernels and elementary functions.
        "dnnl", "mkldnn", "sleef", "XNNPACK", "fbgemm", "nnpack", "qnnpack", "arm_compute", "m.", "m-", "mvec",
        // How a sum is split among threads.
        "gomp", "iomp", "omp.", "omp5",
        // CUDA and ROCm.
        "cublas", "cudnn", "cudart", "cufft", "curand", "cusolver", "cusparse", "nvrtc", "nvJitLink", "amdhip64", "rocblas", "hipblas", "MIOpen",
    ];

    private const string Cpu = "libtorch_cpu.so";
    private static readonly string[] Roots = [Cpu, "libtorch_cuda.so"];

    // As the build of the shim looks for it; Debian's libraries lie in a folder of their architecture.
    private static readonly string[] Places = ["", "lib", "lib64", "lib/x86_64-linux-gnu", "lib/aarch64-linux-gnu"];

    /// <summary>What loading the shim will load. Loads nothing; takes milliseconds.</summary>
    /// <exception cref="TorchException">The shim was not built, or a library is no ELF file that can be read.</exception>
    public static IReadOnlyDictionary<string, string> Predict() => Map(Closure([NativeLibraryFinder.LibraryPath]));

    /// <summary>What loading libtorch from this folder will load, where there is no shim to ask.</summary>
    /// <param name="libtorchFolder">As <see cref="EngineInfo.LibtorchFolder"/>: holds <c>libtorch_cpu.so</c>, itself or below <c>lib</c>; libtorch_cuda.so counts where it lies beside.</param>
    /// <exception cref="TorchException">There is no libtorch_cpu.so, or a library is no ELF file that can be read.</exception>
    public static IReadOnlyDictionary<string, string> Predict(string libtorchFolder)
    {
        var folder = Places.Select(place => Path.Combine(libtorchFolder, place)).FirstOrDefault(folder => File.Exists(Path.Combine(folder, Cpu)))
            ?? throw new TorchException("reading which libraries compute", $"'{libtorchFolder}' holds no {Cpu}, nor do its folders {string.Join(", ", Places[1..])}. Install libtorch with `apt-get install libtorch-dev libopenblas0-pthread`, or set LIBTORCH to the folder of another libtorch and build again.");

        return Map(Closure(Roots.Select(name => Path.Combine(folder, name)).Where(File.Exists)));
    }

    /// <summary>Those mapped into this process, from /proc/self/maps; empty where the system has none.</summary>
    /// <exception cref="TorchException">A mapped library can't be read.</exception>
    public static IReadOnlyDictionary<string, string> Loaded()
    {
        if (!File.Exists(MappedFiles.Source))
        {
            return new Dictionary<string, string>();
        }

        var search = new LibrarySearch(SearchSettings.OfThisProcess());
        var preloaded = search.Settings.Preload.Select(name => search.Find(name, asker: null)).ToHashSet(StringComparer.Ordinal);

        return Map(MappedFiles.Among(File.ReadLines(MappedFiles.Source))
            .Where(file => Follows(file.Name) || preloaded.Contains(file.Path))
            .Select(file => file.Identify()));
    }

    /// <summary>Where what was loaded is not what was foretold, one sentence each with the next step; empty when a run may go on.</summary>
    /// <param name="predicted">Of <see cref="Predict()"/>.</param>
    /// <param name="loaded">Of <see cref="Loaded"/>, after libtorch was loaded. What nobody foretold, such as a library that CUDA opens by itself, is no fault.</param>
    public static IReadOnlyList<string> Faults(IReadOnlyDictionary<string, string> predicted, IReadOnlyDictionary<string, string> loaded)
    {
        // An alternative may have another name inside than outside: libblas.so.3 may be libmkl_rt.so.
        var files = loaded.Values.ToHashSet(StringComparer.Ordinal);

        return [.. from library in predicted
            where !files.Contains(library.Value) && (loaded.ContainsKey(library.Key) || library.Value != ComputingLibrary.NotFound)
            let found = loaded.TryGetValue(library.Key, out var value) ? $"'{value}' is loaded" : "no library of that name is loaded"
            select $"{library.Key} was to be '{library.Value}', but {found}: a package, an alternative, LD_LIBRARY_PATH or LD_PRELOAD changed since the run was planned. Leave them alone and start the run again."];
    }

    /// <summary>Whether a library of this file name is followed.</summary>
    internal static bool Follows(string fileName) =>
        fileName.StartsWith("lib", StringComparison.Ordinal) && fileName.Contains(".so", StringComparison.Ordinal) &&
        Computing.Any(part => fileName.AsSpan(3).StartsWith(part, StringComparison.Ordinal));

    internal static IReadOnlyDictionary<string, string> Map(IEnumerable<ComputingLibrary> libraries) =>
        new SortedDictionary<string, string>(
            libraries.GroupBy(library => library.Name, library => library.Text, StringComparer.Ordinal)
                .ToDictionary(group => group.Key, group => string.Join(" and ", group.Distinct().Order(StringComparer.Ordinal))),
            StringComparer.Ordinal);

    private static IReadOnlyCollection<ComputingLibrary> Closure(IEnumerable<string> roots) =>
        new LibraryClosure(new LibrarySearch(SearchSettings.OfThisProcess()), Follows).Of(roots);
}
