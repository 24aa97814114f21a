namespace Reproducible.Recording.Mlflow;

/// <summary>Names of tags: MLflow's own, and ours under <c>reproducible.</c></summary>
internal static class MlflowTags
{
    public const string RunName = "mlflow.runName";
    public const string User = "mlflow.user";
    public const string Note = "mlflow.note.content";
    public const string SourceName = "mlflow.source.name";
    public const string SourceType = "mlflow.source.type";
    public const string Commit = "mlflow.source.git.commit";
    public const string Dirty = "mlflow.source.git.dirty";
    public const string Diff = "mlflow.source.git.diff";
    public const string Branch = "mlflow.source.git.branch";
    public const string Repository = "mlflow.source.git.repoURL";
    public const string Parent = "mlflow.parentRunId";

    /// <summary>Of an experiment: which of its pages MLflow 3 opens.</summary>
    public const string ExperimentKind = "mlflow.experimentKind";

    /// <summary>What all of ours begin with; those that a run no longer has are taken away when it is written again.</summary>
    public const string Ours = "reproducible.";

    /// <summary>The run's id in the store. By it a run is found again.</summary>
    public const string RunId = "reproducible.run_id";

    /// <summary>SHA-256 of the receipt that MLflow's copy was made from.</summary>
    public const string Receipt = "reproducible.receipt_sha256";

    /// <summary>The hashes of the run's key, <c>code=6c88... data=b3e2...</c>: a search finds one of them with LIKE. A parent has a tag a part, named so and by the part.</summary>
    public const string Key = "reproducible.key";

    /// <summary>How the process of a parent's newest run was started.</summary>
    public const string Command = "reproducible.command";

    /// <summary>Which store wrote it: only that one ends it when it goes on for ever.</summary>
    public const string Store = "reproducible.store";

    /// <summary><c>summary</c> for a parent run, <c>run</c> for a seed's.</summary>
    public const string Kind = "reproducible.kind";

    /// <summary>Of a parent run: gain, no difference, negative transfer.</summary>
    public const string Verdict = "reproducible.verdict";

    /// <summary>Of an input, and MLflow's own: what the dataset was used for.</summary>
    public const string DataContext = "mlflow.data.context";
}
