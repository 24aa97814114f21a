using Reproducible.Recording.Mlflow;

namespace Reproducible.Recording.Tests.Mlflow;

public class TrackingAddressTests
{
    [Theory]
    [InlineData(null, null, "/lab/mlruns")]
    [InlineData("", "", "/lab/mlruns")]
    [InlineData(null, "runs", "/lab/runs")]
    [InlineData("./here", "http://elsewhere:1", "/lab/here")]
    [InlineData("/data/runs", null, "/data/runs")]
    [InlineData("file:///data/my%20runs", null, "/data/my runs")]
    [InlineData("file:runs", null, "/lab/runs")]
    public void Takes_a_path_a_file_address_or_nothing_for_a_folder(string? uri, string? variable, string folder) =>
        Assert.Equal(folder, Parse(uri, variable).Folder);

    [Theory]
    [InlineData("http://127.0.0.1:5000", null)]
    [InlineData(null, "http://127.0.0.1:5000")]
    public void Takes_http_for_a_server(string? uri, string? variable) => Assert.Equal(new("http://127.0.0.1:5000"), Parse(uri, variable).Server);

    [Theory]
    [InlineData("sqlite:///mlflow.db")]
    [InlineData("databricks://profile")]
    [InlineData("http://")]
    [InlineData("databricks")]
    public void Says_what_there_is_instead_of_another_kind(string uri)
    {
        var fault = Assert.Throws<ReproducibleException>(() => Parse(uri, null));

        Assert.Contains(uri, fault.Problem, StringComparison.Ordinal);
        Assert.Contains("http://127.0.0.1:5000", fault.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postgres://user:hunter2@host/db")]
    [InlineData("http://user:hunter2/x@:none")]
    public void Keeps_a_password_to_itself(string uri)
    {
        var fault = Assert.Throws<ReproducibleException>(() => Parse(uri, null));

        Assert.DoesNotContain("hunter2", fault.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Prints_no_password() => Assert.DoesNotContain("hunter2", Parse("http://user:hunter2@host", null).ToString(), StringComparison.Ordinal);

    private static TrackingAddress Parse(string? uri, string? variable) =>
        TrackingAddress.Parse(uri, "/lab", name => name == "MLFLOW_TRACKING_URI" ? variable : null);
}
