namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>How a server is talked to.</summary>
public sealed record MlflowClientOptions
{
    /// <summary>
    /// How long a request may take, its retries included; an upload or download gets a second more for each megabyte. Default: 10 s.
    /// </summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a request may take after one that found no server until something succeeds; without retries. Default: 1 s.</summary>
    public TimeSpan SecondChance { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Requests that log the points of one run at once, each with keys of its own. Default: 4, the number of processes of a server
    /// that was told of no other. At least 1.
    /// </summary>
    public int Lanes { get; init; } = 4;

    /// <summary>What the server's log shows beside the client's name: <c>MyProgram/1.2</c>. Empty: nothing.</summary>
    public string Product { get; init; } = "";

    /// <summary>
    /// Reads an environment variable. As in MLflow's own client: MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD, each else from
    /// <c>~/.mlflow/credentials</c> (HOME, USERPROFILE), else MLFLOW_TRACKING_TOKEN; MLFLOW_TRACKING_SERVER_CERT_PATH,
    /// MLFLOW_TRACKING_CLIENT_CERT_PATH, MLFLOW_TRACKING_INSECURE_TLS.
    /// </summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;
}
