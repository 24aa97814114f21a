using System.Net;

namespace Reproducible.Recording.Tests.Mlflow;

/// <summary>
/// Stands before a server as a bad network does: a part of the requests is answered 429 or 500 in bursts, a part is passed on and its
/// answer lost, a part is slow. What happens to a request depends on its number alone, so a test repeats.
/// </summary>
public sealed class TroubledProxy : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly HttpClient server;
    private readonly Task serving;
    private int count;

    public TroubledProxy(string target)
    {
        Address = $"http://127.0.0.1:{RecordedServer.FreePort()}/";
        server = new() { BaseAddress = new(target) };
        listener.Prefixes.Add(Address);
        listener.Start();
        serving = Task.Run(ServeAsync);
    }

    public string Address { get; }

    /// <summary>Requests that were refused, lost or slowed down.</summary>
    public int Troubled { get; private set; }

    public void Dispose()
    {
        listener.Close();
        serving.Wait();
        server.Dispose();
    }

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                var context = await listener.GetContextAsync();
                _ = Task.Run(() => PassAsync(context, Interlocked.Increment(ref count)));
            }
            catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task PassAsync(HttpListenerContext context, int number)
    {
        try
        {
            // Of 40 requests: a burst of three 429, a burst of two 500, a lost answer, a slow one.
            switch (number % 40)
            {
                case 7 or 8 or 9:
                    Refuse(context, 429);
                    return;
                case 17 or 18:
                    Refuse(context, 500);
                    return;
                case 33:
                    Troubled++;
                    await Task.Delay(300);
                    break;
            }

            using var answer = await server.SendAsync(await CopyAsync(context.Request));
            if (number % 40 == 25)
            {
                Troubled++;
                context.Response.Abort();
                return;
            }

            context.Response.StatusCode = (int)answer.StatusCode;
            context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
            context.Response.Close(await answer.Content.ReadAsByteArrayAsync(), willBlock: true);
        }
        catch (HttpRequestException)
        {
            context.Response.Abort();
        }
        catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException or InvalidOperationException or IOException)
        {
            // Whoever asked is gone.
        }
    }

    private void Refuse(HttpListenerContext context, int status)
    {
        Troubled++;
        context.Response.StatusCode = status;
        context.Response.AddHeader("Retry-After", "0");
        context.Response.Close("<html>busy</html>"u8.ToArray(), willBlock: true);
    }

    private static async Task<HttpRequestMessage> CopyAsync(HttpListenerRequest request)
    {
        using var body = new MemoryStream();
        await request.InputStream.CopyToAsync(body);
        var copy = new HttpRequestMessage(new(request.HttpMethod), request.RawUrl!.TrimStart('/'));
        if (request.HttpMethod is not "GET")
        {
            copy.Content = new ByteArrayContent(body.ToArray());
            copy.Content.Headers.TryAddWithoutValidation("Content-Type", request.ContentType);
        }

        return copy;
    }
}
