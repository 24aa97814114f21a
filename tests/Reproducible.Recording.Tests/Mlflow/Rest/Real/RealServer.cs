using Reproducible.Recording.Mlflow.Rest;

namespace Reproducible.Recording.Tests.Mlflow.Rest.Real;

/// <summary>
/// The tracking server that MLFLOW_TEST_SERVER names (<c>http://127.0.0.1:5000</c>), and an experiment of one test's own on it.
/// Without the variable these tests are skipped: the recorded answers stand in for a server.
/// </summary>
public sealed class RealServer : IAsyncLifetime
{
    private static readonly string? Address = System.Environment.GetEnvironmentVariable("MLFLOW_TEST_SERVER");

    private readonly List<string> made = [];

    public MlflowClient Client { get; } = new(new(Address ?? "http://127.0.0.1:1"), new() { Deadline = TimeSpan.FromMinutes(1) });

    public static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public string ExperimentId { get; private set; } = "";

    public static string NewName(string what) => $"client-test {what} {Guid.NewGuid():N}";

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(Address is not null, "MLFLOW_TEST_SERVER names no tracking server.");
        ExperimentId = await MakeAsync(NewName("runs"));
    }

    /// <summary>An experiment that is deleted afterwards.</summary>
    public async Task<string> MakeAsync(string name)
    {
        made.Add(await Client.Experiments.CreateAsync(name, [new("team", "x")], null, Cancel));

        return made[^1];
    }

    public Task<RunInfo> RunAsync(string? parent = null, params MlflowEntry[] tags) =>
        Client.Runs.CreateAsync(new(ExperimentId) { Name = "one run", User = "ada", StartTime = 1_700_000_000_000, ParentRunId = parent, Tags = tags }, Cancel);

    public async ValueTask DisposeAsync()
    {
        foreach (var id in made)
        {
            await Client.Experiments.DeleteAsync(id, Cancel);
        }

        Client.Dispose();
    }
}
