using System.Net.Http.Headers;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>One tracking server: sends requests, reads answers, asks again, and says in words what went wrong.</summary>
internal sealed class MlflowHttp : IDisposable
{
    /// <summary>Without max_results each server gives something else: nothing, everything, or pages that never end.</summary>
    public const int PageSize = 1000;

    private const string Api = "api/2.0/mlflow/";

    // No longer does one of a server's processes keep most of the work, should connections have come to it alone: Connections says why they might.
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromSeconds(1);

    private readonly HttpClient http;
    private readonly Retries retries;
    private readonly RestErrors errors;

    /// <param name="server">Absolute http(s) address, perhaps with a user and password.</param>
    public MlflowHttp(Uri server, MlflowClientOptions options)
    {
        var credentials = Credentials.Of(server, options.Environment);
        Address = new UriBuilder(server) { UserName = "", Password = "", Query = "", Fragment = "", Path = $"{server.AbsolutePath.TrimEnd('/')}/" }.Uri;
        errors = new(credentials.Secrets);
        retries = new(options.Deadline, options.SecondChance);

        // No redirects: a POST that follows one becomes a GET, and credentials might go where nobody sent them.
        var handler = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(3),
            MaxConnectionsPerServer = 8,
            PooledConnectionLifetime = ConnectionLifetime,
            ConnectCallback = new Connections().OpenAsync,
            SslOptions = Tls.Of(options.Environment),
        };
        http = new(handler) { BaseAddress = Address, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Authorization = credentials.Header;
        http.DefaultRequestHeaders.UserAgent.ParseAdd($"{options.Product} reproducible-mlflow/{typeof(MlflowHttp).Assembly.GetName().Version?.ToString(3)}".Trim());
    }

    /// <summary>The server, without any secret, ending in a slash.</summary>
    public Uri Address { get; }

    /// <summary>The answer to a GET; null: there is no such thing.</summary>
    /// <param name="call">Below the API's address, query included.</param>
    public async Task<JsonElement?> FindAsync(string call, CancellationToken cancel)
    {
        try
        {
            return await GetAsync(Api + call, cancel);
        }
        catch (MlflowException failure) when (failure.Code == Codes.Missing)
        {
            return null;
        }
    }

    /// <summary>A GET.</summary>
    /// <param name="path">Below the server's address, query included.</param>
    public Task<JsonElement> GetAsync(string path, CancellationToken cancel) =>
        RetryAsync(attempt => OnceAsync(new(HttpMethod.Get, path), attempt.Cancel), cancel);

    /// <summary>A GET whose answer is text.</summary>
    public Task<string> TextAsync(string path, CancellationToken cancel) =>
        RetryAsync(attempt => SendAsync(new(HttpMethod.Get, path), (answer, stop) => answer.Content.ReadAsStringAsync(stop), attempt.Cancel), cancel);

    /// <summary>A POST of JSON that may arrive twice.</summary>
    public Task<JsonElement> PostAsync(string call, object body, CancellationToken cancel) =>
        RetryAsync(attempt => PostOnceAsync(call, body, attempt.Cancel), cancel);

    /// <summary>A POST of JSON that is refused when it arrives twice, which then means that it had its effect.</summary>
    public Task PostToEndAsync(string call, object body, CancellationToken cancel) => RetryAsync<JsonElement?>(
        async attempt =>
        {
            try
            {
                return await PostOnceAsync(call, body, attempt.Cancel);
            }
            catch (MlflowException failure) when (attempt.MayHaveArrived && failure is { Passing: false, Code.Length: > 0 })
            {
                return null;
            }
        },
        cancel);

    /// <summary>A POST of JSON, not repeated.</summary>
    public Task<JsonElement> PostOnceAsync(string call, object body, CancellationToken cancel) => OnceAsync(
        new(HttpMethod.Post, Api + call)
        {
            // Without its media type a server refuses the body.
            Content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, RestJson.Options)) { Headers = { ContentType = new("application/json") } },
        },
        cancel);

    /// <summary>All items of a search by POST.</summary>
    /// <param name="body">Makes the body from a page's token; empty: the first page.</param>
    public IAsyncEnumerable<T> PagesAsync<T>(string call, Func<string, object> body, string items, Func<JsonElement, T> read, CancellationToken cancel) =>
        PagesAsync((token, stop) => PostAsync(call, body(token), stop), items, read, cancel);

    /// <summary>All items of a search by GET.</summary>
    /// <param name="call">Makes the call from a page's token; empty: the first page.</param>
    public IAsyncEnumerable<T> PagesAsync<T>(Func<string, string> call, string items, Func<JsonElement, T> read, CancellationToken cancel) =>
        PagesAsync((token, stop) => GetAsync(Api + call(token), stop), items, read, cancel);

    /// <summary>Sends a file, from its start at each attempt.</summary>
    public Task PutAsync(string path, MlflowArtifact artifact, CancellationToken cancel) => RetryAsync(
        async attempt =>
        {
            attempt.AllowFor(artifact.Length);
            await using var content = artifact.Open();
            var request = new HttpRequestMessage(HttpMethod.Put, path) { Content = new StreamContent(content) };
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(artifact.MediaType);
            request.Content.Headers.ContentLength = artifact.Length;

            return await OnceAsync(request, attempt.Cancel);
        },
        cancel);

    /// <summary>Takes a file away; that it is not there is no failure here.</summary>
    public Task DeleteAsync(string path, CancellationToken cancel) => RetryAsync(attempt => OnceAsync(new(HttpMethod.Delete, path), attempt.Cancel), cancel);

    /// <summary>Reads an answer's body as it comes.</summary>
    /// <param name="read">Is called with the body from its start at each attempt.</param>
    public Task<T> StreamAsync<T>(string path, Func<Stream, CancellationToken, Task<T>> read, CancellationToken cancel) => RetryAsync(
        attempt => SendAsync(
            new(HttpMethod.Get, path),
            async (answer, stop) =>
            {
                // Servers do not say how long a file is that they pass on, so time is given for what has come.
                await using var body = new AnswerStream(await answer.Content.ReadAsStreamAsync(stop), attempt.AllowFor);

                return await read(body, stop);
            },
            attempt.Cancel),
        cancel);

    /// <summary>Runs attempts under the retry rules.</summary>
    public Task<T> RetryAsync<T>(Func<Attempt, Task<T>> attempt, CancellationToken cancel) => retries.RunAsync(attempt, cancel);

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private static async IAsyncEnumerable<T> PagesAsync<T>(
        Func<string, CancellationToken, Task<JsonElement>> ask, string items, Func<JsonElement, T> read, [EnumeratorCancellation] CancellationToken cancel)
    {
        for (string? token = ""; token is not null;)
        {
            var answer = await ask(token, cancel);
            foreach (var item in RestJson.Items(answer, items))
            {
                yield return read(item);
            }

            token = RestJson.Next(answer, token);
        }
    }

    private Task<JsonElement> OnceAsync(HttpRequestMessage request, CancellationToken cancel) =>
        SendAsync(request, async (answer, stop) => errors.Parse(await answer.Content.ReadAsStringAsync(stop)), cancel);

    private async Task<T> SendAsync<T>(HttpRequestMessage request, Func<HttpResponseMessage, CancellationToken, Task<T>> read, CancellationToken cancel)
    {
        using var sent = request;
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);

            return response.IsSuccessStatusCode ? await read(response, cancel) : throw errors.Of(response, await response.Content.ReadAsStringAsync(cancel));
        }
        catch (Exception fault) when (fault is HttpRequestException or HttpIOException || (fault is OperationCanceledException && !cancel.IsCancellationRequested))
        {
            throw errors.NoAnswer(fault);
        }
    }
}
