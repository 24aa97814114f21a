using CsvHelper;

namespace Reproducible.Provenance;

/// <summary>A row of system.csv. Names and units are those of MLflow's system metrics: megabytes are 10^6 bytes, shares are percent.</summary>
[CsvRecord]
internal sealed partial record SystemRow
{
    /// <summary>Since the run's start.</summary>
    [CsvColumn("seconds")]
    public double Seconds { get; init; }

    /// <summary>Of all processors, since the row before.</summary>
    [CsvColumn("cpu_utilization_percentage")]
    public double Processor { get; init; }

    [CsvColumn("system_memory_usage_megabytes")]
    public double Memory { get; init; }

    [CsvColumn("system_memory_usage_percentage")]
    public double MemoryShare { get; init; }

    /// <summary>Resident size of the worker.</summary>
    [CsvColumn("process_memory_megabytes")]
    public double Process { get; init; }
}
