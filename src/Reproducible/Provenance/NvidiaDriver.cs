namespace Reproducible.Provenance;

/// <summary>What NVIDIA's kernel driver states of itself and its processors, without CUDA.</summary>
internal static class NvidiaDriver
{
    private const string Folder = "/proc/driver/nvidia";

    /// <summary><c>driver</c> and <c>gpu</c>; empty without a driver.</summary>
    public static IReadOnlyDictionary<string, string> Read() => Read(Folder);

    /// <inheritdoc cref="Read()"/>
    internal static IReadOnlyDictionary<string, string> Read(string folder)
    {
        var facts = new Dictionary<string, string>();
        if (SystemFile.Line(Path.Combine(folder, "version")) is { } version)
        {
            facts["driver"] = Words(version.Split(':', 2)[^1]);
        }

        var gpus = Path.Combine(folder, "gpus");
        if (Directory.Exists(gpus) && Directory.GetDirectories(gpus).Order(StringComparer.Ordinal).Select(Model).OfType<string>().ToArray() is { Length: > 0 } models)
        {
            facts["gpu"] = string.Join(", ", models);
        }

        return facts;
    }

    private static string? Model(string gpu) =>
        SystemFile.Lines(Path.Combine(gpu, "information")).FirstOrDefault(line => line.StartsWith("Model:", StringComparison.Ordinal)) is { } line ? Words(line.Split(':', 2)[1]) : null;

    /// <summary>One blank between words; the driver lines them up with many.</summary>
    private static string Words(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
