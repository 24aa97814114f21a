namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>A run to be made.</summary>
/// <param name="ExperimentId">Of an experiment that is not deleted.</param>
public sealed record NewRun(string ExperimentId)
{
    /// <summary>What lists show; empty: the server draws one. A tag <c>mlflow.runName</c> must say the same.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whose run it is.</summary>
    public string User { get; init; } = "";

    /// <summary>Milliseconds since 1970, UTC. Default: now, since a server would take 1970.</summary>
    public long StartTime { get; init; } = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();

    /// <summary>The run that this one is shown below; null: none.</summary>
    public string? ParentRunId { get; init; }

    /// <summary>No key twice.</summary>
    public IReadOnlyList<MlflowEntry> Tags { get; init; } = [];

    /// <summary>
    /// Key of the one of <see cref="Tags"/> whose value no other run of the experiment has. When the answer to a first attempt is
    /// lost, a run with it is looked for before a second one is made. Null: a lost answer may leave two runs.
    /// </summary>
    public string? UniqueTag { get; init; }
}
