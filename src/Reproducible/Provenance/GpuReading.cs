namespace Reproducible.Provenance;

/// <summary>What nvidia-smi says of one GPU. Null: it does not say.</summary>
/// <param name="Index">Its own number, in the order of the bus.</param>
/// <param name="Utilization">Percent of the last sample period in which a kernel ran.</param>
/// <param name="Used">Bytes in use, by anybody.</param>
/// <param name="Free">Bytes that can be had.</param>
/// <param name="Total">Bytes in all.</param>
/// <param name="Watts">Power drawn.</param>
/// <param name="MostWatts">The limit in force.</param>
internal sealed record GpuReading(int Index, double? Utilization, long Used, long Free, long Total, double? Watts, double? MostWatts);
