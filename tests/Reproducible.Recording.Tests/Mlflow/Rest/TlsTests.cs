using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Recording.Tests.Mlflow.Rest;

public sealed class TlsTests : IDisposable
{
    private const string Authority = "MLFLOW_TRACKING_SERVER_CERT_PATH", Insecure = "MLFLOW_TRACKING_INSECURE_TLS";

    private readonly TlsServer server = new();
    private readonly TempFolder folder = new();

    public TlsTests() => File.WriteAllText(folder["authority.pem"], server.Authority);

    [Fact]
    public async Task Trusts_nobody_by_default()
    {
        var fault = await Assert.ThrowsAsync<MlflowException>(() => AskAsync("localhost"));

        Assert.Contains("its certificate cannot be trusted", fault.Problem, StringComparison.Ordinal);
        Assert.Contains(Authority, fault.Remedy, StringComparison.Ordinal);
        Assert.Equal(0, server.Answered);
    }

    [Theory]
    [InlineData("authority.pem")]
    [InlineData("")]
    public async Task Trusts_the_authority_that_the_environment_names(string path) => Assert.Equal("9.9", await AskAsync("localhost", (Authority, folder[path])));

    [Fact]
    public async Task Asks_again_when_a_download_breaks_off_in_the_middle_of_a_record()
    {
        server.Cut = 1;
        using var client = new MlflowClient(new($"https://localhost:{server.Port}"), ClientFixture.Options((Authority, folder["authority.pem"])));
        await client.Artifacts.DownloadAsync("mlflow-artifacts:/1/2/artifacts", "a.txt", folder["a.txt"], ClientFixture.Cancel);

        Assert.Equal("9.9", File.ReadAllText(folder["a.txt"]));
        Assert.Equal(2, server.Answered);
    }

    [Fact]
    public async Task Still_wants_the_name_that_the_certificate_is_for()
    {
        await Assert.ThrowsAsync<MlflowException>(() => AskAsync("127.0.0.1", (Authority, folder["authority.pem"])));

        Assert.Equal(0, server.Answered);
    }

    [Fact]
    public async Task Trusts_another_authority_no_more()
    {
        using var other = new TlsServer();
        File.WriteAllText(folder["authority.pem"], other.Authority);

        await Assert.ThrowsAsync<MlflowException>(() => AskAsync("localhost", (Authority, folder["authority.pem"])));
    }

    [Theory]
    [InlineData("true")]
    [InlineData("1")]
    public async Task Trusts_anyone_when_it_is_told_to(string on) => Assert.Equal("9.9", await AskAsync("127.0.0.1", (Insecure, on)));

    [Theory]
    [InlineData("false")]
    [InlineData("0")]
    public async Task Trusts_nobody_when_it_is_told_not_to(string off) => await Assert.ThrowsAsync<MlflowException>(() => AskAsync("localhost", (Insecure, off)));

    [Fact]
    public void Refuses_settings_that_contradict_each_other_or_cannot_be_used()
    {
        var both = Assert.Throws<MlflowException>(() => Connect("localhost", (Insecure, "true"), (Authority, folder["authority.pem"])));
        var word = Assert.Throws<MlflowException>(() => Connect("localhost", (Insecure, "maybe")));
        var missing = Assert.Throws<MlflowException>(() => Connect("localhost", (Authority, folder["no.pem"])));
        File.WriteAllText(folder["empty.pem"], "nothing");
        var empty = Assert.Throws<MlflowException>(() => Connect("localhost", (Authority, folder["empty.pem"])));

        Assert.Contains(Authority, both.Problem, StringComparison.Ordinal);
        Assert.Contains("'maybe'", word.Problem, StringComparison.Ordinal);
        Assert.Contains("no.pem", missing.Problem, StringComparison.Ordinal);
        Assert.Contains("no certificate is in it", empty.Problem, StringComparison.Ordinal);
    }

    public void Dispose()
    {
        server.Dispose();
        folder.Dispose();
    }

    private MlflowClient Connect(string host, params (string, string)[] environment) => new(new($"https://{host}:{server.Port}"), ClientFixture.Options(environment));

    private async Task<string> AskAsync(string host, params (string, string)[] environment)
    {
        using var client = Connect(host, environment);

        return await client.VersionAsync(ClientFixture.Cancel);
    }
}
