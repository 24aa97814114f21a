using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;

namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>One tracking server: sends requests, reads answers, and says in words what went wrong.</summary>
internal sealed class MlflowHttp : IDisposable
{
    private static readonly JsonElement Nothing = JsonDocument.Parse("{}").RootElement;

    private readonly HttpClient http;
    private readonly Retries retries;
    private readonly Secrets secrets;

    /// <param name="server">Absolute http(s) address; a user and password in it are not used here.</param>
    public MlflowHttp(Uri server, Credentials credentials, MlflowOptions options)
    {
        Address = new UriBuilder(server) { UserName = "", Password = "", Query = "", Fragment = "", Path = $"{server.AbsolutePath.TrimEnd('/')}/" }.Uri;
        secrets = credentials.Secrets;
        retries = new(Address, options.Deadline, options.SecondChance);

        // No redirects: a POST that follows one becomes a GET, and credentials might go where nobody sent them.
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, ConnectTimeout = TimeSpan.FromSeconds(3), MaxConnectionsPerServer = 8 };
        http = new(handler) { BaseAddress = Address, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Authorization = credentials.Header;
        http.DefaultRequestHeaders.UserAgent.Add(new("Reproducible", typeof(MlflowHttp).Assembly.GetName().Version?.ToString(3)));
    }

    /// <summary>The server, without any secret, ending in a slash.</summary>
    public Uri Address { get; }

    /// <summary>A GET, retried.</summary>
    /// <param name="path">Below the server's address, query included.</param>
    public Task<JsonElement> GetAsync(string path, CancellationToken cancel) =>
        RetryAsync((_, stop) => OnceAsync(new(HttpMethod.Get, path), stop), cancel);

    /// <summary>A POST of JSON, retried: only for requests that may arrive twice.</summary>
    public Task<JsonElement> PostAsync(string path, object body, CancellationToken cancel) =>
        RetryAsync((_, stop) => PostOnceAsync(path, body, stop), cancel);

    /// <summary>A POST of JSON, not retried.</summary>
    public Task<JsonElement> PostOnceAsync(string path, object body, CancellationToken cancel) => OnceAsync(
        new(HttpMethod.Post, path)
        {
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, RestJson.Options)) { Headers = { ContentType = new("application/json") } },
        },
        cancel);

    /// <summary>A streamed PUT, retried from the start.</summary>
    public Task PutAsync(string path, MlflowArtifact artifact, CancellationToken cancel) => retries.RunAsync(
        async (_, stop) =>
        {
            await using var content = artifact.Open();
            var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = new StreamContent(content) };
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(artifact.MediaType);

            return await OnceAsync(request, stop);
        },
        TimeSpan.FromSeconds(artifact.Length / 1e6),
        cancel);

    /// <summary>Runs attempts under the retry rules.</summary>
    /// <param name="attempt">Gets the number of the attempt, from 0.</param>
    public Task<T> RetryAsync<T>(Func<int, CancellationToken, Task<T>> attempt, CancellationToken cancel) =>
        retries.RunAsync(attempt, TimeSpan.Zero, cancel);

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task<JsonElement> OnceAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        using var sent = request;
        try
        {
            using var response = await http.SendAsync(request, cancel);
            var body = await response.Content.ReadAsStringAsync(cancel);

            return response.IsSuccessStatusCode ? Parse(body) : throw RestErrors.Of(response, body, secrets);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException || (fault is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            var reason = (fault.InnerException as SocketException)?.Message ?? fault.InnerException?.Message ?? fault.Message;
            throw new MlflowFailureException($"there is no answer: {secrets.Hide(reason).TrimEnd('.')}.", "Start the server, or correct --mlflow or MLFLOW_TRACKING_URI.")
            {
                Passing = true,
                Outage = true,
            };
        }
    }

    private JsonElement Parse(string body)
    {
        if (body.Length == 0)
        {
            return Nothing;
        }

        try
        {
            using var document = JsonDocument.Parse(body);

            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            throw new MlflowFailureException(
                $"its answer is no JSON but '{RestErrors.Shorten(secrets.Hide(RestErrors.TextOf(body)))}'.",
                "Check that --mlflow or MLFLOW_TRACKING_URI is the address of an MLflow tracking server, not of a page before it.") { Outage = true };
        }
    }
}
