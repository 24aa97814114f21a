namespace Reproducible.Recording.Tests.Mlflow;

/// <summary>An experiment as <see cref="MemoryServer"/> remembers it.</summary>
public sealed record MemoryExperiment(string Id, string Name)
{
    public Dictionary<string, string> Tags { get; } = [];
}
