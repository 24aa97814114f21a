using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Reproducible.Recording.Tests.Mlflow;

/// <summary>A tracking server on loopback that replays recorded answers and notes what it was asked.</summary>
public sealed class RecordedServer : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly Dictionary<string, Queue<Action<HttpListenerContext>>> script = [];
    private readonly List<Request> requests = [];
    private readonly string prefix;
    private readonly Task serving;

    /// <param name="prefix">Path of the server's root.</param>
    public RecordedServer(string prefix = "/")
    {
        this.prefix = prefix;
        Address = $"http://127.0.0.1:{FreePort()}{prefix}";
        listener.Prefixes.Add(Address);
        listener.Start();
        serving = Task.Run(ServeAsync);

        // An empty server: no experiment of that name, no run, all else succeeds.
        Answer("experiments/get-by-name", "exp_get_by_name_unknown_ERR", "exp_get_by_name");
        Answer("experiments/create", "exp_create");
        Answer("experiments/set-experiment-tag", "exp_set_tag");
        Answer("runs/search", "runs_search_unknown_experiment");
        Answer("runs/create", "run_create");
        Answer("runs/log-batch", "log_batch_1000_metrics");
        Answer("metrics/get-history", "history_unknown_metric");
        Answer("runs/log-inputs", "log_inputs");
        Answer("runs/delete-tag", "delete_tag");
        Answer("runs/update", "run_update_finished");
        Answer("artifacts", "artifact_put");
    }

    public string Address { get; }

    public IReadOnlyList<Request> Requests
    {
        get
        {
            lock (requests)
            {
                return [.. requests];
            }
        }
    }

    /// <summary>Calls and what they were about, in order: <c>POST runs/create</c>.</summary>
    public IEnumerable<string> Calls => Requests.Select(request => $"{request.Method} {request.Call}");

    /// <summary>Requests that start a seed's run, not its parent's.</summary>
    public IEnumerable<Request> Started => Requests.Where(request => request.Call == "runs/create" && request.Body.Contains("\"reproducible.kind\",\"value\":\"run\"", StringComparison.Ordinal));

    /// <summary>Requests up to the end of the seed's run; its parent's numbers come after.</summary>
    public IEnumerable<string> CallsOfRuns => Calls.Take(Calls.ToList().IndexOf("POST runs/update") + 1);

    /// <summary>A port on which nobody listens.</summary>
    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();

        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>What a call gets, one recorded answer after another; the last one again and again.</summary>
    public void Answer(string call, params string[] names) => Answer(call, [.. names.Select(name => RecordedAnswer.Of(name))]);

    public void Answer(string call, params RecordedAnswer[] answers) => Script(call, [.. answers.Select<RecordedAnswer, Action<HttpListenerContext>>(answer => context => Send(context, answer))]);

    public void Script(string call, params Action<HttpListenerContext>[] steps)
    {
        lock (script)
        {
            script[call] = new(steps);
        }
    }

    /// <summary>Sends an answer to its end.</summary>
    public static void Send(HttpListenerContext context, RecordedAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        context.Response.Close(Encoding.UTF8.GetBytes(answer.Body), willBlock: true);
    }

    /// <summary>Begins an answer and closes the connection.</summary>
    public static void BreakOff(HttpListenerContext context)
    {
        context.Response.ContentLength64 = 1000;
        context.Response.OutputStream.Write("{"u8);
        context.Response.Abort();
    }

    public void Forget()
    {
        lock (requests)
        {
            requests.Clear();
        }
    }

    public void Dispose()
    {
        listener.Close();
        serving.Wait();
    }

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            using var reader = new StreamReader(context.Request.InputStream, Encoding.UTF8);
            var request = new Request(
                context.Request.HttpMethod, context.Request.RawUrl![(prefix.Length - 1)..], context.Request.Headers["Authorization"], context.Request.ContentType, await reader.ReadToEndAsync());
            lock (requests)
            {
                requests.Add(request);
            }

            StepFor(request.Call)(context);
        }
    }

    private Action<HttpListenerContext> StepFor(string call)
    {
        lock (script)
        {
            return !script.TryGetValue(call, out var steps) ? context => Send(context, RecordedAnswer.Of("unknown_endpoint_ERR"))
                : steps.Count > 1 ? steps.Dequeue() : steps.Peek();
        }
    }

    public sealed record Request(string Method, string Url, string? Authorization, string? ContentType, string Body)
    {
        /// <summary>The call without version and query: <c>runs/create</c>; <c>artifacts</c> for all uploads.</summary>
        public string Call
        {
            get
            {
                var path = Url.Split('?')[0];

                return path.StartsWith("/api/2.0/mlflow-artifacts/", StringComparison.Ordinal) ? "artifacts" : path.Replace("/api/2.0/mlflow/", "", StringComparison.Ordinal);
            }
        }

        public JsonNode Json => JsonNode.Parse(Body)!;
    }
}
