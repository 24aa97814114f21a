namespace Reproducible.Frosting.Tests;

/// <summary>How a run of Cake ended and what it printed: both streams, without colours.</summary>
internal sealed record CakeRun(int ExitCode, string Output)
{
    /// <summary>What the sample's tasks said, in order.</summary>
    internal IReadOnlyList<string> Said =>
        [.. Output.Split('\n').Where(line => line.StartsWith("kitchen: ", StringComparison.Ordinal)).Select(line => line["kitchen: ".Length..].TrimEnd())];
}
