namespace Reproducible.Snapshots;

/// <summary>Is nobody watching?</summary>
internal static class BuildServer
{
    // CI: GitHub, GitLab, Travis, AppVeyor, Bitbucket, Buildkite, CircleCI. The rest are Azure Pipelines, TeamCity and Jenkins.
    private static readonly string[] Marks = ["CI", "TF_BUILD", "TEAMCITY_VERSION", "JENKINS_URL"];

    internal static bool Detected => DetectedIn(Environment.GetEnvironmentVariable);

    /// <param name="variable">Reads an environment variable.</param>
    internal static bool DetectedIn(Func<string, string?> variable) =>
        Marks.Any(mark => variable(mark) is { Length: > 0 } value && !value.Equals("false", StringComparison.OrdinalIgnoreCase));
}
