namespace Reproducible.Recording.Tests.Mlflow;

/// <summary>A run as <see cref="MemoryServer"/> remembers it.</summary>
public sealed record MemoryRun(string Id, string ExperimentId)
{
    public string Name { get; init; } = "";

    public string Status { get; set; } = "RUNNING";

    public long Start { get; init; }

    public long? End { get; set; }

    public bool IsDeleted { get; set; }

    public Dictionary<string, string> Tags { get; } = [];

    public Dictionary<string, string> Params { get; } = [];

    public HashSet<(string Key, double Value, long Timestamp, long Step)> Metrics { get; } = [];

    public HashSet<string> Inputs { get; } = [];

    public Dictionary<string, byte[]> Artifacts { get; } = [];

    /// <summary>What pages show: of each key the point with the greatest step, then time, then value.</summary>
    public Dictionary<string, (string Key, double Value, long Timestamp, long Step)> Latest =>
        Metrics.GroupBy(point => point.Key).ToDictionary(points => points.Key, points => points.OrderBy(point => (point.Step, point.Timestamp, point.Value)).Last());
}
