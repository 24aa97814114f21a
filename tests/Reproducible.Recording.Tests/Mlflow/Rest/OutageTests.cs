using System.Diagnostics;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Reproducible.Recording.Tests.Mlflow.Rest;

/// <summary>Servers that are away, busy, broken, or something else than they should be.</summary>
public sealed class OutageTests : IDisposable
{
    private readonly SinkFixture fixture = new();
    private readonly Stopwatch watch = Stopwatch.StartNew();

    [Fact]
    public async Task Gives_up_a_server_that_is_not_there_within_the_deadline_and_says_what_to_do()
    {
        var sink = fixture.Sink(uri: $"http://127.0.0.1:{RecordedServer.FreePort()}");
        var result = Sample.Experiment(fixture.Results.Path);
        var fault = await Failure(sink, result);

        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 8);
        Assert.Contains("Connection refused", fault.Problem, StringComparison.Ordinal);
        Assert.Contains("3 of 3 runs of Few.Labels are not yet shipped", fault.Problem, StringComparison.Ordinal);
        Assert.Contains("MLFLOW_TRACKING_URI", fault.Remedy, StringComparison.Ordinal);
        Assert.Equal(3, sink.PendingCount(result));
    }

    [Fact]
    public async Task Does_not_wait_the_whole_deadline_a_second_time()
    {
        var sink = fixture.Sink(uri: $"http://127.0.0.1:{RecordedServer.FreePort()}");
        await Failure(sink, fixture.OneRun());
        watch.Restart();
        await Failure(sink, fixture.OneRun());

        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 2.5);
    }

    [Fact]
    public async Task Gives_up_a_server_that_never_answers()
    {
        using var silent = new TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        var fault = await Failure(fixture.Sink(uri: $"http://{silent.LocalEndpoint}"), fixture.OneRun());

        Assert.InRange(watch.Elapsed.TotalSeconds, 2.5, 9);
        Assert.Contains("did not answer within 3 s", fault.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gets_over_a_500_in_HTML()
    {
        fixture.Server.Answer("runs/log-batch", "log_batch_malformed_json_ERR", "log_batch_1000_metrics");
        await SinkFixture.WriteAsync(fixture.Sink(), fixture.OneRun());

        Assert.Equal(2, fixture.Server.CallsOfRuns.Count(call => call == "POST runs/log-batch"));
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Gets_over_a_server_that_is_busy(int status)
    {
        fixture.Server.Answer("experiments/get-by-name", new RecordedAnswer(status, "text/html", "<h1>Busy</h1>"), RecordedAnswer.Of("exp_get_by_name"));
        await SinkFixture.WriteAsync(fixture.Sink(), fixture.OneRun());

        Assert.Equal("POST runs/search", fixture.Server.Calls.ElementAt(2));
    }

    [Fact]
    public async Task Reads_the_text_of_a_lasting_HTML_error_and_sends_no_further_run()
    {
        fixture.Server.Answer("runs/create", "log_batch_malformed_json_ERR");
        var fault = await Failure(fixture.Sink(), Sample.Experiment(fixture.Results.Path));

        Assert.Contains("it answered 500: Internal Server Error The server encountered an internal error", fault.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("<", fault.Problem, StringComparison.Ordinal);
        Assert.Contains("3 of 3 runs", fault.Problem, StringComparison.Ordinal);
        Assert.InRange(fixture.Server.Calls.Count(call => call == "POST runs/create"), 2, 6);
    }

    [Fact]
    public async Task Waits_as_long_as_a_server_asks()
    {
        fixture.Server.Script(
            "experiments/get-by-name",
            context =>
            {
                context.Response.AddHeader("Retry-After", "1");
                RecordedServer.Send(context, new(429, "text/plain", "slow down"));
            },
            context => RecordedServer.Send(context, RecordedAnswer.Of("exp_get_by_name")));
        await SinkFixture.WriteAsync(fixture.Sink(), fixture.OneRun());

        Assert.True(watch.Elapsed >= TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Does_not_wait_when_a_server_asks_for_more_than_the_deadline()
    {
        fixture.Server.Script("experiments/get-by-name", context =>
        {
            context.Response.AddHeader("Retry-After", "3600");
            RecordedServer.Send(context, new(503, "text/plain", "maintenance"));
        });
        var fault = await Failure(fixture.Sink(), fixture.OneRun());

        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 2.5);
        Assert.Contains("it answered 503: maintenance.", fault.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:1/login", "Use the address that it names: http://127.0.0.1:1/login.")]
    [InlineData("https://ada:hunter2@elsewhere/", "Use the address that it names: https://***@elsewhere/.")]
    public async Task Follows_no_redirect_but_names_it(string place, string remedy)
    {
        fixture.Server.Script("experiments/get-by-name", context =>
        {
            context.Response.AddHeader("Location", place);
            RecordedServer.Send(context, new(302, "text/html", ""));
        });
        var fault = await Failure(fixture.Sink(), fixture.OneRun());

        Assert.Contains(remedy, fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Takes_its_credentials_to_no_other_host()
    {
        using var other = new RecordedServer();
        fixture.Server.Script("experiments/get-by-name", context =>
        {
            context.Response.AddHeader("Location", other.Address);
            RecordedServer.Send(context, new(307, "text/html", ""));
        });
        await Failure(fixture.Sink(uri: fixture.Server.Address.Replace("http://", "http://ada:hunter2@", StringComparison.Ordinal)), fixture.OneRun());

        Assert.NotNull(Assert.Single(fixture.Server.Requests).Authorization);
        Assert.Empty(other.Requests);
    }

    [Fact]
    public async Task Says_that_an_address_is_no_tracking_server()
    {
        fixture.Server.Answer("experiments/get-by-name", "unknown_endpoint_ERR");
        var fault = await Failure(fixture.Sink(), fixture.OneRun());

        Assert.Contains("it answered 404: Not Found", fault.Problem, StringComparison.Ordinal);
        Assert.Contains("is the address of an MLflow tracking server", fault.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_an_answer_is_a_page()
    {
        fixture.Server.Answer("experiments/get-by-name", new RecordedAnswer(200, "text/html", "<html><h1>Please log in</h1></html>"));
        var fault = await Failure(fixture.Sink(), fixture.OneRun());

        Assert.Contains("its answer is no JSON but 'Please log in'", fault.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "its answer has no 'experiment'")]
    [InlineData("[]", "its answer has no 'experiment'")]
    [InlineData("{\"experiment\":{\"experiment_id\":[]}}", "its answer cannot be read")]
    public async Task Says_that_an_answer_is_not_what_was_asked_for(string body, string problem)
    {
        fixture.Server.Answer("experiments/get-by-name", new RecordedAnswer(200, "application/json", body));

        Assert.Contains(problem, (await Failure(fixture.Sink(), fixture.OneRun())).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refuses_a_certificate_that_nobody_vouches_for()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var serving = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
            await using var secure = new SslStream(client.GetStream());
            await Assert.ThrowsAnyAsync<Exception>(async () =>
            {
                await secure.AuthenticateAsServerAsync(certificate);
                Assert.NotEqual(0, await secure.ReadAsync(new byte[1], TestContext.Current.CancellationToken));
            });
        }, TestContext.Current.CancellationToken);
        var fault = await Failure(fixture.Sink(uri: $"https://localhost:{((System.Net.IPEndPoint)listener.LocalEndpoint).Port}"), fixture.OneRun());
        await serving;

        Assert.Contains("its certificate cannot be trusted", fault.Problem, StringComparison.Ordinal);
        Assert.False(listener.Pending(), "It was tried again, which no certificate heals.");
    }

    [Fact]
    public async Task Stops_when_it_is_told_to()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(300));
        using var silent = new TcpListener(System.Net.IPAddress.Loopback, 0);
        silent.Start();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => fixture.Sink(uri: $"http://{silent.LocalEndpoint}").WriteAsync(fixture.OneRun(), stop.Token));

        Assert.InRange(watch.Elapsed.TotalSeconds, 0.2, 2);
    }

    public void Dispose() => fixture.Dispose();

    internal static Task<ReproducibleException> Failure(Reproducible.Recording.Mlflow.MlflowSink sink, Reproducible.Runs.ExperimentResult result) =>
        Assert.ThrowsAsync<ReproducibleException>(() => SinkFixture.WriteAsync(sink, result));
}
