namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>A version of a registered model to be made.</summary>
/// <param name="Name">Of a model that is there.</param>
/// <param name="Source">Where its files are: the run's artifact_uri, or a folder below it.</param>
/// <param name="RunId">The run that made it.</param>
public sealed record NewModelVersion(string Name, string Source, string RunId)
{
    /// <summary>Markdown; at most 5000 characters.</summary>
    public string Description { get; init; } = "";

    /// <summary>No key twice.</summary>
    public IReadOnlyList<MlflowEntry> Tags { get; init; } = [];
}
