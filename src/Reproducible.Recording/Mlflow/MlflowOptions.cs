using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Recording.Mlflow;

/// <summary>How runs are written to MLflow.</summary>
public sealed record MlflowOptions
{
    /// <summary>Whether weights.safetensors and trace.bin go along as artifacts. Default: no, the store has them, and each upload costs a server as much as a small request.</summary>
    public bool Weights { get; init; }

    /// <summary>
    /// How long a request may take, its retries included; an upload gets a second more for each megabyte. A server that does not
    /// answer for so long costs an experiment this once, and the next ones <see cref="SecondChance"/>.
    /// </summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the next experiment waits for a server that did not answer the last one; without retries.</summary>
    public TimeSpan SecondChance { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Runs sent at once to a server. At least 1. As many as the processes that a server has unasked: with more, more of them wait for SQLite's lock.
    /// </summary>
    public int Parallelism { get; init; } = 4;

    /// <summary>How long to wait for another process that writes to the same place from the same store.</summary>
    public TimeSpan LockWait { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The same for <c>Sync</c>, which somebody waits for.</summary>
    public TimeSpan SyncLockWait { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Where the code's repository is, for people, without user and password; null: nobody knows.</summary>
    public string? Repository { get; init; }

    /// <summary>Whose runs these are, where a receipt does not say.</summary>
    public string User { get; init; } = System.Environment.UserName;

    /// <summary>
    /// Reads an environment variable: MLFLOW_TRACKING_URI, MLFLOW_TRACKING_USERNAME, MLFLOW_TRACKING_PASSWORD, MLFLOW_TRACKING_TOKEN.
    /// </summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>The same for the client.</summary>
    internal MlflowClientOptions Client => new() { Deadline = Deadline, SecondChance = SecondChance, Environment = Environment, Product = $"Reproducible/{typeof(MlflowOptions).Assembly.GetName().Version?.ToString(3)}" };
}
