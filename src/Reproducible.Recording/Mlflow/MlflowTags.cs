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

    /// <summary>What all of ours begin with; those that a run no longer has are taken away when it is written again.</summary>
    public const string Ours = "reproducible.";

    /// <summary>The run's id in the store. By it a run is found again.</summary>
    public const string RunId = "reproducible.run_id";

    /// <summary>SHA-256 of the receipt that MLflow's copy was made from.</summary>
    public const string Receipt = "reproducible.receipt_sha256";

    /// <summary>Of an input, and MLflow's own: what the dataset was used for.</summary>
    public const string DataContext = "mlflow.data.context";
}
