namespace Reproducible.Snapshots.Tests;

public class BuildServerTests
{
    [Theory]
    [InlineData("CI", "true", true)]
    [InlineData("JENKINS_URL", "https://build.example", true)]
    [InlineData("CI", "false", false)]
    [InlineData("CI", "", false)]
    [InlineData("HOME", "true", false)]
    public void Is_known_by_its_variables(string name, string value, bool detected) =>
        Assert.Equal(detected, BuildServer.DetectedIn(variable => variable == name ? value : null));
}
