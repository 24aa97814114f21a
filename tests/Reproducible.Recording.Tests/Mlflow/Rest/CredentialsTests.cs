using System.Text;
using Reproducible.Recording.Mlflow;
using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Recording.Tests.Mlflow.Rest;

public sealed class CredentialsTests : IDisposable
{
    private readonly SinkFixture fixture = new();

    [Theory]
    [InlineData("ada", "hunter2", null, "Basic YWRhOmh1bnRlcjI=")]
    [InlineData("ada", "hunter2", "t0ken", "Basic YWRhOmh1bnRlcjI=")]
    [InlineData(null, null, "t0ken", "Bearer t0ken")]
    [InlineData("ada", null, null, null)]
    public async Task Says_who_asks_as_the_environment_says(string? user, string? password, string? token, string? header)
    {
        await SinkFixture.WriteAsync(fixture.Sink(With(user, password, token)), fixture.OneRun());

        Assert.All(fixture.Server.Requests, request => Assert.Equal(header, request.Authorization));
    }

    [Fact]
    public async Task Prefers_the_user_and_password_of_the_address()
    {
        var address = fixture.Server.Address.Replace("http://", "http://ada:hunter%402@", StringComparison.Ordinal);
        await SinkFixture.WriteAsync(fixture.Sink(With(null, null, "t0ken"), address), fixture.OneRun());

        Assert.All(fixture.Server.Requests, request => Assert.Equal($"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes("ada:hunter@2"))}", request.Authorization));
    }

    [Fact]
    public async Task Ships_nothing_twice_when_only_the_password_changed()
    {
        var result = fixture.OneRun();
        await SinkFixture.WriteAsync(fixture.Sink(), result);

        Assert.Equal(0, fixture.Sink(uri: fixture.Server.Address.Replace("http://", "http://ada:hunter2@", StringComparison.Ordinal)).PendingCount(result));
    }

    [Fact]
    public async Task Says_which_variables_to_set_when_it_is_refused()
    {
        fixture.Server.Answer("experiments/get-by-name", new RecordedAnswer(401, "text/plain", "You are not authenticated."));
        var fault = await OutageTests.Failure(fixture.Sink(), fixture.OneRun());

        Assert.Contains("MLFLOW_TRACKING_PASSWORD", fault.Remedy, StringComparison.Ordinal);
        Assert.Single(fixture.Server.Requests);
    }

    // Whatever a server says back, and wherever the secret came from: not in the message, not in a cause, not in a file.
    [Theory]
    [InlineData("hunter2%21", "hunter2!", null)]
    [InlineData(null, "s3cret/w+rd", null)]
    [InlineData(null, null, "t0ken.of.mine")]
    public async Task Never_says_a_secret(string? inAddress, string? password, string? token)
    {
        var address = inAddress is null ? fixture.Server.Address : fixture.Server.Address.Replace("http://", $"http://ada:{inAddress}@", StringComparison.Ordinal);
        var secret = password ?? (inAddress is null ? null : Uri.UnescapeDataString(inAddress));
        var basic = secret is null ? null : Convert.ToBase64String(Encoding.UTF8.GetBytes($"ada:{secret}"));
        var echo = $"no access for {inAddress} {password} {token} {basic} at {address}";
        fixture.Server.Answer("runs/log-inputs", new RecordedAnswer(400, "text/plain", echo));
        var sink = fixture.Sink(With(inAddress is null ? "ada" : null, inAddress is null ? password : null, token), address);
        var fault = await OutageTests.Failure(sink, fixture.OneRun());

        var said = string.Join('\n', [fault.ToString(), sink.Name, .. fixture.Results.Files().Select(file => File.ReadAllText(fixture.Results[file]))]);
        Assert.Contains("no access for", said, StringComparison.Ordinal);
        Assert.All(new[] { inAddress, secret, token, basic }.OfType<string>(), word => Assert.DoesNotContain(word, said, StringComparison.Ordinal));
    }

    [Fact]
    public void Keeps_a_password_in_a_command_line_out_of_what_is_stored() => Assert.Equal(
        "dotnet cake --mlflow=http://***@host:5000/x --seeds=3",
        Secrets.InText("dotnet cake --mlflow=http://ada:p/ss@w@host:5000/x --seeds=3"));

    public void Dispose() => fixture.Dispose();

    private static MlflowOptions With(string? user, string? password, string? token) => SinkFixture.Options with
    {
        Environment = name => name switch
        {
            "MLFLOW_TRACKING_USERNAME" => user,
            "MLFLOW_TRACKING_PASSWORD" => password,
            "MLFLOW_TRACKING_TOKEN" => token,
            _ => null,
        },
    };
}
