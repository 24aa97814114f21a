using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Reproducible.Recording.Tests.Mlflow;

/// <summary>
/// A tracking server that remembers: experiments, runs, metrics, files, models. It answers as the recorded ones do, as far as shipping
/// asks; a point is kept once for each (key, timestamp, step, value), as a server with a database does.
/// </summary>
public sealed class MemoryServer : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly MemoryModels models = new();
    private readonly MemoryTracking tracking;
    private readonly Task serving;
    private int count;

    /// <param name="address">Of this machine, ending in a slash; null: a port that nobody has.</param>
    public MemoryServer(string? address = null)
    {
        Address = address ?? $"http://127.0.0.1:{RecordedServer.FreePort()}/";
        tracking = new(models);
        listener.Prefixes.Add(Address);
        listener.Start();
        serving = Task.Run(ServeAsync);
    }

    public string Address { get; }

    /// <summary>Requests so far.</summary>
    public int Requests => Volatile.Read(ref count);

    /// <summary>Called with the number of each request, from 1, before it is done.</summary>
    public Action<int>? Asked { get; set; }

    /// <summary>Called with the path of each request, before it is done.</summary>
    public Action<string>? AskedFor { get; set; }

    public List<MemoryExperiment> Experiments => tracking.Experiments;

    public List<MemoryRun> Runs => tracking.Runs;

    public List<JsonObject> Versions => models.Versions;

    public HashSet<string> Models => models.Names;

    /// <summary>Whether there is a model registry.</summary>
    public bool HasModels
    {
        get => models.Exist;
        set => models.Exist = value;
    }

    /// <summary>The runs of an experiment that hold a seed's numbers.</summary>
    public IEnumerable<MemoryRun> SeedsOf(string experiment) => RunsOf(experiment).Where(run => run.Tags.GetValueOrDefault("reproducible.kind") == "run");

    /// <summary>The parents of an experiment.</summary>
    public IEnumerable<MemoryRun> ParentsOf(string experiment) => RunsOf(experiment).Where(run => run.Tags.GetValueOrDefault("reproducible.kind") == "summary");

    public IEnumerable<MemoryRun> RunsOf(string experiment) => Runs.Where(run => run.ExperimentId == Experiments.Single(other => other.Name == experiment).Id);

    public void Dispose()
    {
        listener.Close();
        serving.Wait();
    }

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                var context = await listener.GetContextAsync();
                _ = Task.Run(() => AnswerAsync(context));
            }
            catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        try
        {
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            var number = Interlocked.Increment(ref count);
            Asked?.Invoke(number);
            AskedFor?.Invoke(context.Request.Url!.AbsolutePath);
            var (status, answer) = tracking.Do(context.Request, body.ToArray());
            context.Response.StatusCode = status;
            context.Response.ContentType = "application/json";
            context.Response.Close(Encoding.UTF8.GetBytes(answer.ToJsonString()), willBlock: true);
        }
        catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            // Whoever asked is gone.
        }
    }
}
