using System.Net.Sockets;

namespace Reproducible.Recording.Mlflow.Rest;

/// <summary>
/// A connection that acknowledges at once what it receives. MLflow's servers send an answer in two parts and hold the second back until
/// the first is acknowledged, for which Linux takes 40 ms otherwise: more than the rest of a small request.
/// </summary>
internal sealed class PromptStream(Socket socket) : NetworkStream(socket, ownsSocket: true)
{
    // Linux: IPPROTO_TCP, TCP_QUICKACK. It holds for what comes next only.
    private const int Tcp = 6, QuickAck = 12;

    private static readonly byte[] On = BitConverter.GetBytes(1);

    /// <summary>Connects.</summary>
    public static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancel);

            return OperatingSystem.IsLinux() ? new PromptStream(socket) : new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Socket.SetRawSocketOption(Tcp, QuickAck, On);

        return base.ReadAsync(buffer, cancellationToken);
    }
}
