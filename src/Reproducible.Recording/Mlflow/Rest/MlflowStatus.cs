namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>How a run ended, or that it goes on. The numbers are those of MLflow's files, the names those of its requests: an unknown word is ignored there with a 200.</summary>
public enum MlflowStatus
{
    /// <summary>Being written.</summary>
    Running = 1,

    /// <summary>It will begin.</summary>
    Scheduled = 2,

    /// <summary>It finished.</summary>
    Finished = 3,

    /// <summary>It failed.</summary>
    Failed = 4,

    /// <summary>It was broken off.</summary>
    Killed = 5,
}
