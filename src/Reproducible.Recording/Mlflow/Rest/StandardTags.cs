namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>Tags that MLflow itself reads.</summary>
public static class StandardTags
{
    /// <summary>The run that this one is shown below.</summary>
    public const string ParentRunId = "mlflow.parentRunId";

    /// <summary>A run's name; setting it renames the run.</summary>
    public const string RunName = "mlflow.runName";

    /// <summary>Of a dataset input: what it was used for.</summary>
    public const string DataContext = "mlflow.data.context";
}
