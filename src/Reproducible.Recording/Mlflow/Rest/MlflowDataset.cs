namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>A dataset as a run's input.</summary>
/// <param name="Name">At most 500 characters.</param>
/// <param name="Digest">At most 36 characters.</param>
/// <param name="SourceType">MLflow's name of the kind of place: <c>local</c>, <c>http</c>, <c>code</c>.</param>
/// <param name="Source">JSON, as that kind wants it; at most 65,535 characters.</param>
/// <param name="Profile">JSON: sizes; empty where it is not known.</param>
/// <param name="Context">What it was used for: <c>train</c>.</param>
public sealed record MlflowDataset(string Name, string Digest, string SourceType, string Source, string Profile, string Context)
{
    /// <summary>JSON: columns or tensors; null where it is not known. At most 1,048,575 characters.</summary>
    public string? Schema { get; init; }
}
