using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Recording.Mlflow;

/// <summary>A place where MLflow keeps experiments: a tracking server, or its files.</summary>
internal abstract class MlflowStore
{
    /// <summary>For people, without any secret: <c>http://127.0.0.1:5000</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Runs written at once.</summary>
    public abstract int Parallelism { get; }

    /// <summary>The experiment of that name, and which runs it holds now; made when it is not there.</summary>
    /// <exception cref="MlflowException">It cannot be had.</exception>
    public abstract Task<MlflowExperiment> OpenAsync(string name, CancellationToken cancel);

    /// <summary>Whether a run that was written is still there, as far as that can be said without a request.</summary>
    public virtual bool MayHold(MlflowReference run) => true;

    /// <summary>Makes a version of a registered model from a run; one that is there already is not made twice.</summary>
    /// <exception cref="MlflowException">This place keeps no models, or refuses this one.</exception>
    public abstract Task<ModelVersion> RegisterAsync(NewModelVersion version, CancellationToken cancel);
}

/// <summary>An experiment in a store.</summary>
internal abstract class MlflowExperiment
{
    /// <summary>Where a run is, if it is there in the state that the hash names.</summary>
    /// <param name="id">The run's id in our store.</param>
    public abstract MlflowReference? Find(string id, string receiptSha256);

    /// <summary>Makes a run that goes on, unless it is there: its children can name it, and <see cref="WriteAsync"/> ends it.</summary>
    public abstract Task<MlflowReference> BeginAsync(MlflowRun run, CancellationToken cancel);

    /// <summary>Writes a run, or brings the copy of it that is there up to date. Writing it twice leaves one; one that somebody deleted there stays so.</summary>
    /// <exception cref="MlflowException">It could not be written whole; writing it again mends that.</exception>
    public abstract Task<MlflowReference> WriteAsync(MlflowRun run, CancellationToken cancel);

    /// <summary>Says in the experiment's note what its runs gave.</summary>
    /// <exception cref="MlflowException">It could not be written.</exception>
    public abstract Task DescribeAsync(string note, CancellationToken cancel);

    /// <summary>Adds files to a run that is there.</summary>
    /// <exception cref="MlflowException">They could not be written.</exception>
    public abstract Task AttachAsync(MlflowReference run, IReadOnlyList<MlflowArtifact> files, CancellationToken cancel);

    /// <summary>
    /// Sets runs to KILLED that our store began, that go on, and that it does not hold: whoever wrote them is dead. Second copies that a
    /// request made which was given up before the server did it are deleted too.
    /// </summary>
    /// <param name="store">What <see cref="MlflowTags.Store"/> says of ours.</param>
    /// <param name="held">Ids of the runs that the store holds.</param>
    /// <param name="now">Milliseconds since 1970.</param>
    /// <returns>How many.</returns>
    public abstract Task<int> EndAbandonedAsync(string store, IReadOnlySet<string> held, long now, CancellationToken cancel);
}

/// <summary>Where a run was written.</summary>
/// <param name="RunId">MLflow's own id, 32 hex digits.</param>
/// <param name="ArtifactUri">Where its artifacts are kept, as MLflow says it.</param>
internal sealed record MlflowReference(string RunId, string ArtifactUri);
