using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Recording.Mlflow;

/// <summary>A run in MLflow's words, ready to be written. Keys are legal and values within MLflow's limits.</summary>
internal sealed record MlflowRun
{
    /// <summary>The run's id in the store; MLflow keeps it as tag <see cref="MlflowTags.RunId"/>.</summary>
    public required string Id { get; init; }

    /// <summary>SHA-256 of its receipt, or of what a summary says; another one means that MLflow's copy is out of date.</summary>
    public required string ReceiptSha256 { get; init; }

    /// <summary>What lists show: <c>FullFineTune seed 3</c>.</summary>
    public required string Name { get; init; }

    /// <summary>How it ended, or that it goes on.</summary>
    public required MlflowStatus Status { get; init; }

    /// <summary>Milliseconds since 1970, UTC.</summary>
    public required long StartTime { get; init; }

    /// <summary>Milliseconds since 1970, UTC.</summary>
    public required long EndTime { get; init; }

    /// <summary>Whose run; empty where it is not known.</summary>
    public required string User { get; init; }

    /// <summary>No key twice.</summary>
    public IReadOnlyList<MlflowEntry> Params { get; init; } = [];

    /// <summary>No key twice; <c>mlflow.runName</c> is among them.</summary>
    public IReadOnlyList<MlflowEntry> Tags { get; init; } = [];

    /// <summary>In time order for each key.</summary>
    public IReadOnlyList<MlflowMetric> Metrics { get; init; } = [];

    /// <summary>Whether the metrics are a state that changes, not a history: what changed is logged again, later, so that the latest point is right.</summary>
    public bool IsSummary { get; init; }

    /// <summary>What it learned from.</summary>
    public IReadOnlyList<MlflowDataset> Datasets { get; init; } = [];

    /// <summary>Files to keep with it.</summary>
    public IReadOnlyList<MlflowArtifact> Artifacts { get; init; } = [];
}
