using System.Text;

namespace Reproducible.Recording.Tests.Mlflow.Rest;

public sealed class CredentialsFileTests : IDisposable
{
    private readonly ClientFixture fixture = new();
    private readonly TempFolder home = new();

    [Theory]
    [InlineData("[mlflow]\nmlflow_tracking_username = ada\nmlflow_tracking_password = hunter2", "ada:hunter2")]
    [InlineData("; note\n[other]\nmlflow_tracking_username=eve\n\n[mlflow]\n# note\nMLFLOW_TRACKING_USERNAME: ada\nmlflow_tracking_password=p=a%%s:s\n[third]\nmlflow_tracking_password=x", "ada:p=a%s:s")]
    [InlineData("[mlflow]\nmlflow_tracking_username = ada", null)]
    [InlineData("[other]\nmlflow_tracking_username = ada\nmlflow_tracking_password = hunter2", null)]
    public async Task Reads_the_user_and_password_of_its_section(string text, string? expected) =>
        Assert.Equal(expected is null ? null : Basic(expected), await HeaderAsync(text));

    [Fact]
    public async Task Prefers_each_variable_to_the_file() => Assert.Equal(
        Basic("ada:fromvariable"),
        await HeaderAsync("[mlflow]\nmlflow_tracking_username = ada\nmlflow_tracking_password = hunter2", ("MLFLOW_TRACKING_PASSWORD", "fromvariable")));

    [Fact]
    public async Task Prefers_the_file_to_a_token() => Assert.Equal(
        Basic("ada:hunter2"), await HeaderAsync("[mlflow]\nmlflow_tracking_username = ada\nmlflow_tracking_password = hunter2", ("MLFLOW_TRACKING_TOKEN", "t0ken")));

    [Fact]
    public async Task Takes_the_token_where_there_is_no_file() => Assert.Equal("Bearer t0ken", await HeaderAsync(null, ("MLFLOW_TRACKING_TOKEN", " t0ken\n")));

    public void Dispose()
    {
        fixture.Dispose();
        home.Dispose();
    }

    private async Task<string?> HeaderAsync(string? file, params (string, string)[] environment)
    {
        if (file is not null)
        {
            Directory.CreateDirectory(home[".mlflow"]);
            await File.WriteAllTextAsync(home[".mlflow/credentials"], file, ClientFixture.Cancel);
        }

        await fixture.Connect(null, [("HOME", home.Path), .. environment]).Experiments.FindByNameAsync("x", ClientFixture.Cancel);

        return Assert.Single(fixture.Server.Requests).Authorization;
    }

    private static string Basic(string pair) => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes(pair))}";
}
