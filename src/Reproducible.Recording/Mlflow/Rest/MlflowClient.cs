namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>
/// A tracking server of MLflow 2 or 3, over its REST API. What passes (408, 429, 500, 502, 503, 504, broken connections) is asked again
/// until <see cref="MlflowClientOptions.Deadline"/>, as a server's <c>Retry-After</c> says; a request may be repeated without doubling
/// anything. One instance serves a whole process, from any thread.
/// </summary>
public sealed class MlflowClient : IDisposable
{
    private readonly MlflowHttp http;

    /// <param name="server">Absolute http(s) address. A user and password in it are used, and never said.</param>
    /// <exception cref="MlflowException">The environment's certificates or switches cannot be used.</exception>
    public MlflowClient(Uri server, MlflowClientOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(server);
        options ??= new();
        http = new(server, options);
        Experiments = new(http);
        Runs = new(http, options.Lanes);
        Artifacts = new(http);
        Models = new(http);
    }

    /// <summary>The server, without any secret, ending in a slash.</summary>
    public Uri Address => http.Address;

    /// <summary>Experiments: create, find, search, rename, delete, restore, tag.</summary>
    public MlflowExperiments Experiments { get; }

    /// <summary>Runs: create, find, search, update, delete, restore; parameters, tags, metrics and inputs.</summary>
    public MlflowRuns Runs { get; }

    /// <summary>Files of runs: up, down, listed.</summary>
    public MlflowArtifacts Artifacts { get; }

    /// <summary>Registered models and their versions.</summary>
    public MlflowModels Models { get; }

    /// <summary>The server's version: <c>3.11.1</c>.</summary>
    public Task<string> VersionAsync(CancellationToken cancel) => http.TextAsync("version", cancel);

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();
}
