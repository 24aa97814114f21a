namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>Which things a search sees: MLflow keeps what is deleted until it is removed for good.</summary>
public enum LifecycleView
{
    /// <summary>What is not deleted.</summary>
    ActiveOnly,

    /// <summary>What is deleted.</summary>
    DeletedOnly,

    /// <summary>Both.</summary>
    All,
}
