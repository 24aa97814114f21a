using Reproducible.Runs;

namespace Reproducible.Datasets;

/// <summary>Named examples with fixed, hashed splits.</summary>
public abstract record Dataset : Part
{
    /// <summary>Original classes to keep, relabelled 0, 1, ... in this order; empty: all of them.</summary>
    public IReadOnlyList<int> Classes { get; init; } = [];

    /// <summary>Labelled training examples of each class, drawn by the run's seed; null: all of the training split.</summary>
    public int? LabelsPerClass { get; init; }

    /// <summary>The files this dataset is read from, with the SHA-256 each must have.</summary>
    public abstract IReadOnlyList<DataFile> Files { get; }

    /// <summary>Names of the original classes, by original label.</summary>
    public abstract IReadOnlyList<string> ClassNames { get; }
}

/// <summary>A file of a dataset.</summary>
/// <param name="Name">Its name in the dataset's folder.</param>
/// <param name="Sha256">64 lower-case hex digits over its bytes, uncompressed.</param>
public sealed record DataFile(string Name, string Sha256);
