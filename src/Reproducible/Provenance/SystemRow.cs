namespace Reproducible.Provenance;

/// <summary>A row of system.csv. Names and units are those of MLflow's system metrics: megabytes are 10^6 bytes, shares are percent.</summary>
/// <param name="Seconds">Since the run's start.</param>
/// <param name="Processor">Share of all processors' time, since the row before.</param>
/// <param name="Memory">Megabytes in use on the machine.</param>
/// <param name="MemoryShare">Of all its memory.</param>
/// <param name="Process">Megabytes that the worker holds.</param>
/// <param name="Gpu">The run's GPU; null: it has none, or none that can be asked.</param>
internal sealed record SystemRow(double Seconds, double Processor, double Memory, double MemoryShare, double Process, GpuReading? Gpu)
{
    private const double Megabyte = 1e6;

    /// <summary>What the cells are; the GPU's only where there is one, with its number.</summary>
    public static IEnumerable<string> Names(GpuReading? gpu) =>
    [
        "seconds", "cpu_utilization_percentage", "system_memory_usage_megabytes", "system_memory_usage_percentage", "process_memory_megabytes",
        .. gpu is null ? Array.Empty<string>() :
        [
            $"gpu_{gpu.Index}_memory_usage_percentage", $"gpu_{gpu.Index}_memory_usage_megabytes", $"gpu_{gpu.Index}_utilization_percentage",
            $"gpu_{gpu.Index}_power_usage_watts", $"gpu_{gpu.Index}_power_usage_percentage",
        ],
    ];

    /// <summary>Null: not known.</summary>
    /// <param name="withGpu">Whether the table has columns for it.</param>
    public IEnumerable<double?> Cells(bool withGpu) =>
    [
        Seconds, Processor, Memory, MemoryShare, Process,
        .. withGpu ?
        [
            Rounded(100.0 * Gpu?.Used / Gpu?.Total), Rounded(Gpu?.Used / Megabyte), Gpu?.Utilization,
            Gpu?.Watts, Rounded(100 * Gpu?.Watts / Gpu?.MostWatts),
        ]
        : Array.Empty<double?>(),
    ];

    private static double? Rounded(double? value) => value is { } number ? Math.Round(number, 1) : null;
}
