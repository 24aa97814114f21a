using System.Net;
using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Recording.Tests.Mlflow.Rest;

/// <summary>Files that do not fit into memory. They run alone: what is allocated is counted for the whole process.</summary>
[Collection(nameof(ArtifactStreamTests))]
[CollectionDefinition(nameof(ArtifactStreamTests), DisableParallelization = true)]
public sealed class ArtifactStreamTests : IDisposable
{
    private const long Large = 500_000_000;

    private const long Little = 20_000_000;

    private const int Piece = 1_000_000;

    private readonly HttpListener listener = new();
    private readonly TempFolder folder = new();
    private readonly MlflowClient client;
    private readonly Task serving;
    private long received;

    public ArtifactStreamTests()
    {
        var address = $"http://127.0.0.1:{RecordedServer.FreePort()}/";
        listener.Prefixes.Add(address);
        listener.Start();
        serving = Task.Run(ServeAsync);
        client = new(new(address), ClientFixture.Options() with { Deadline = TimeSpan.FromMinutes(1) });
    }

    [Fact]
    public async Task Sends_half_a_gigabyte_without_holding_it()
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await client.Artifacts.WriteAsync("mlflow-artifacts:/1/2/artifacts", new("weights.bin", Large, () => Zeros(Large)), ClientFixture.Cancel);

        Assert.Equal(Large, received);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, Little);
    }

    [Fact]
    public async Task Reads_half_a_gigabyte_without_holding_it()
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var length = await client.Artifacts.ReadAsync("mlflow-artifacts:/1/2/artifacts", "weights.bin", LengthOfAsync, ClientFixture.Cancel);

        Assert.Equal(Large, length);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, Little);
    }

    // Servers of versions 2 and 3 answer without a length what they pass on.
    [Fact]
    public async Task Gives_time_for_what_comes_though_nobody_says_how_much_there_is()
    {
        using var patient = new MlflowClient(client.Address, ClientFixture.Options() with { Deadline = TimeSpan.FromSeconds(2) });

        Assert.Equal(20 * Piece, await patient.Artifacts.ReadAsync("mlflow-artifacts:/1/2/artifacts", "slow.bin", LengthOfAsync, ClientFixture.Cancel));
    }

    [Fact]
    public async Task Gives_up_a_file_that_stops_to_come()
    {
        using var patient = new MlflowClient(client.Address, ClientFixture.Options() with { Deadline = TimeSpan.FromSeconds(2) });
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var fault = await Assert.ThrowsAsync<MlflowException>(() => patient.Artifacts.ReadAsync("mlflow-artifacts:/1/2/artifacts", "stuck.bin", LengthOfAsync, ClientFixture.Cancel));

        Assert.InRange(watch.Elapsed.TotalSeconds, 3, 15);
        Assert.True(fault.Outage);
    }

    [Fact]
    public async Task Copies_between_folders_without_holding_the_file()
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await client.Artifacts.WriteAsync(folder["artifacts"], new("weights.bin", Large / 10, () => Zeros(Large / 10)), ClientFixture.Cancel);
        await client.Artifacts.DownloadAsync(new Uri(folder["artifacts"]).AbsoluteUri, "weights.bin", folder["here.bin"], ClientFixture.Cancel);

        Assert.Equal(Large / 10, new FileInfo(folder["here.bin"]).Length);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, Little);
    }

    [Fact]
    public async Task Leaves_no_part_of_a_file_that_broke_off()
    {
        var fault = await Assert.ThrowsAsync<MlflowException>(() => new MlflowClient(client.Address, ClientFixture.Options() with { Deadline = TimeSpan.FromSeconds(1) })
            .Artifacts.DownloadAsync("mlflow-artifacts:/1/2/artifacts", "broken.bin", folder["here.bin"], ClientFixture.Cancel));

        Assert.Contains("there is no answer", fault.Problem, StringComparison.Ordinal);
        Assert.Empty(folder.Files());
    }

    [Fact]
    public async Task Lists_and_deletes_in_a_folder_that_a_server_names()
    {
        var root = $"file://{folder["a%20b"].Replace("%", "%25", StringComparison.Ordinal)}";
        await client.Artifacts.WriteAsync(root, MlflowArtifact.Text("x/deep/a.txt", "abc"), ClientFixture.Cancel);
        await client.Artifacts.WriteAsync(folder["a%20b"], MlflowArtifact.Text("b.txt", ""), ClientFixture.Cancel);

        Assert.Equal([new("b.txt", false, 0), new("x/deep/a.txt", false, 3)], await client.Artifacts.ListFilesAsync(root, "", ClientFixture.Cancel));
        await client.Artifacts.DeleteAsync(root, "x", ClientFixture.Cancel);
        await client.Artifacts.DeleteAsync(root, "x", ClientFixture.Cancel);
        Assert.Equal(["a%20b/b.txt"], folder.Files());
        Assert.Equal("RESOURCE_DOES_NOT_EXIST", (await Assert.ThrowsAsync<MlflowException>(() => client.Artifacts.DownloadAsync(root, "no.txt", folder["x"], ClientFixture.Cancel))).Code);
    }

    public void Dispose()
    {
        client.Dispose();
        listener.Close();
        serving.Wait();
        folder.Dispose();
    }

    private static async Task<long> LengthOfAsync(Stream content, CancellationToken cancel)
    {
        var (buffer, length) = (new byte[1 << 16], 0L);
        for (int read; (read = await content.ReadAsync(buffer, cancel)) > 0;)
        {
            length += read;
        }

        return length;
    }

    private async Task ServeAsync()
    {
        while (listener.IsListening)
        {
            try
            {
                var context = await listener.GetContextAsync();
                if (context.Request.HttpMethod == "PUT")
                {
                    received = await LengthOfAsync(context.Request.InputStream, CancellationToken.None);
                    RecordedServer.Send(context, RecordedAnswer.Of("artifact_put"));
                }
                else if (context.Request.RawUrl!.EndsWith("broken.bin", StringComparison.Ordinal))
                {
                    RecordedServer.BreakOff(context);
                }
                else if (Path.GetFileName(context.Request.RawUrl!) is "slow.bin" or "stuck.bin" && context.Response is var slow)
                {
                    slow.SendChunked = true;
                    var stuck = context.Request.RawUrl!.EndsWith("stuck.bin", StringComparison.Ordinal);
                    for (var piece = 0; piece < (stuck ? 2 : 20); piece++)
                    {
                        await Task.Delay(200);
                        await slow.OutputStream.WriteAsync(new byte[Piece]);
                        await slow.OutputStream.FlushAsync();
                    }

                    if (!stuck)
                    {
                        slow.Close();
                    }
                }
                else
                {
                    context.Response.ContentLength64 = Large;
                    await Zeros(Large).CopyToAsync(context.Response.OutputStream, 1 << 16);
                    context.Response.Close();
                }
            }
            catch (Exception fault) when (fault is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    /// <summary>So many zeros; millions of them.</summary>
    private static PieceStream Zeros(long length) => new(Enumerable.Repeat(new byte[Piece], (int)(length / Piece)), length);
}
