namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>A file or folder among a run's artifacts.</summary>
/// <param name="Path">Relative to the run's artifacts, with slashes.</param>
/// <param name="IsFolder">Whether it holds others.</param>
/// <param name="Length">Bytes; 0 of a folder.</param>
public sealed record ArtifactInfo(string Path, bool IsFolder, long Length);
