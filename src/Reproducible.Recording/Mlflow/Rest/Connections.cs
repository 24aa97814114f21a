namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>
/// Opens connections a moment apart. Of a server's processes the first to wake accepts all that wait at that moment, and one process computes one thing
/// at a time; one that has begun to compute is slower to accept than those that have not, so connections apart come to different processes.
/// </summary>
internal sealed class Connections
{
    /// <summary>Between the beginnings of two connections, in milliseconds: enough for a server to begin with a request.</summary>
    public const int Apart = 10;

    private readonly Lock gate = new();
    private long free;

    /// <summary>Connects when it is this one's turn.</summary>
    public async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(Wait(Environment.TickCount64)), cancel);

        return await PromptStream.ConnectAsync(context, cancel);
    }

    /// <summary>Milliseconds until the turn of a connection that is asked for now; takes that turn.</summary>
    /// <param name="now">Milliseconds, from any beginning.</param>
    public long Wait(long now)
    {
        lock (gate)
        {
            var turn = Math.Max(free, now);
            free = turn + Apart;

            return turn - now;
        }
    }
}
