namespace Reproducible.Execution;

/// <summary>
/// The environment variables that decide a run's bits. libtorch and its libraries read them once, while they are loaded, so they
/// stand before a worker starts and never change in it.
/// </summary>
public static class WorkerEnvironment
{
    // As many threads as a key says: OpenMP regions, MKL and OpenBLAS each count their own.
    private static readonly string[] Threads = ["OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"];

    // cuBLAS repeats its sums only with a workspace of fixed size (NVIDIA's cuBLAS manual, "Results reproducibility").
    // CUDA counts the fastest device as the first unless it is told to count as nvidia-smi does.
    private static readonly (string Name, string? Value)[] Cuda = [("CUBLAS_WORKSPACE_CONFIG", ":4096:8"), ("CUDA_DEVICE_ORDER", "PCI_BUS_ID")];

    private static readonly (string Name, string? Value)[] Avx2 =
        [("DNNL_MAX_CPU_ISA", "AVX2"), ("ATEN_CPU_CAPABILITY", "avx2"), ("OPENBLAS_CORETYPE", "Haswell")];

    /// <summary>
    /// glibc's allocator keeps what a training step frees, and the next step takes it again; by default it goes back to the system
    /// and comes again page by page, which took a quarter of the time. Decides no bit, so it is set and not asked for.
    /// </summary>
    internal static IReadOnlyList<(string Name, string Value)> Allocator { get; } =
    [
        ("MALLOC_MMAP_THRESHOLD_", "33554432"), // 32 MiB, the largest that glibc takes.
        ("MALLOC_TRIM_THRESHOLD_", "4294967296"),
        ("MALLOC_TOP_PAD_", "67108864"),
    ];

    /// <summary>Each variable and what it must hold; null: it must not be set, whatever the caller's shell says.</summary>
    public static IReadOnlyList<(string Name, string? Value)> Of(InstructionSet instructions, int threads) =>
        [.. Threads.Select(name => (name, (string?)threads.ToString(System.Globalization.CultureInfo.InvariantCulture))), .. Cuda, .. Avx2.Select(variable => instructions == InstructionSet.Portable ? variable : variable with { Value = null })];

    /// <summary>What this process's environment lacks, one sentence each; empty when runs may start here.</summary>
    internal static IReadOnlyList<string> Faults(InstructionSet instructions, int threads) =>
        [.. from variable in Of(instructions, threads)
            let found = Environment.GetEnvironmentVariable(variable.Name)
            where found != variable.Value
            select $"{variable.Name} is {Text(found)}; it must be {Text(variable.Value)}."];

    private static string Text(string? value) => value is null ? "not set" : $"'{value}'";
}
