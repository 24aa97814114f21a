using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Recording.Mlflow;

/// <summary>A place where MLflow keeps experiments: a tracking server, or its files.</summary>
internal abstract class MlflowStore
{
    /// <summary>For people, without any secret: <c>http://127.0.0.1:5000</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Runs written at once.</summary>
    public abstract int Parallelism { get; }

    /// <summary>The experiment of that name; made when it is not there.</summary>
    /// <exception cref="MlflowException">It cannot be had.</exception>
    public abstract Task<MlflowExperiment> OpenAsync(string name, CancellationToken cancel);

    /// <summary>Whether a run that was written is still there, as far as that can be said without a request.</summary>
    public virtual bool MayHold(MlflowReference run) => true;
}

/// <summary>An experiment in a store.</summary>
internal abstract class MlflowExperiment
{
    /// <summary>Writes a run, or brings the copy of it that is there up to date. Writing it twice leaves one.</summary>
    /// <exception cref="MlflowException">It could not be written whole; writing it again mends that.</exception>
    public abstract Task<MlflowReference> WriteAsync(MlflowRun run, CancellationToken cancel);

    /// <summary>Says in the experiment's note what its runs gave, and keeps files with one of its runs.</summary>
    /// <exception cref="MlflowException">It could not be written.</exception>
    public abstract Task DescribeAsync(string note, MlflowReference carrier, IReadOnlyList<MlflowArtifact> artifacts, CancellationToken cancel);
}

/// <summary>Where a run was written.</summary>
/// <param name="RunId">MLflow's own id, 32 hex digits.</param>
/// <param name="ArtifactUri">Where its artifacts are kept, as MLflow says it.</param>
internal sealed record MlflowReference(string RunId, string ArtifactUri);
