namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>Where one run's artifacts are kept. Paths are checked, relative, with slashes.</summary>
internal abstract class ArtifactPlace
{
    public abstract Task WriteAsync(MlflowArtifact artifact, CancellationToken cancel);

    public abstract Task<IReadOnlyList<ArtifactInfo>> ListAsync(string folder, CancellationToken cancel);

    public abstract Task<T> ReadAsync<T>(string path, Func<Stream, CancellationToken, Task<T>> read, CancellationToken cancel);

    public abstract Task DeleteAsync(string path, CancellationToken cancel);

    /// <summary>What is said of a file that is not there.</summary>
    protected static MlflowException Missing(string path) =>
        new($"there is no artifact '{path}'.", "List the run's artifacts to see what there is.") { Code = Codes.Missing };
}
