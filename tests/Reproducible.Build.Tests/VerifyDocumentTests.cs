using System.Text.Json;

namespace Reproducible.Build.Tests;

/// <summary>What `--json` says of runs that were executed again, and of views that could not be written, by the real script and real workers.</summary>
[Collection(SmallStore.Tests)]
public sealed class VerifyDocumentTests(SmallStore small)
{
    [Fact]
    public async Task Says_where_a_run_parts_from_its_record_and_what_is_kept()
    {
        var results = small.Planted();

        var (exitCode, document) = await RunAsync("--target=Verify", "--all", $"--results={results}");

        var section = document.GetProperty("verify");
        var runs = section.GetProperty("runs").EnumerateArray().ToDictionary(run => run.GetProperty("id").GetString()!);
        var (wrong, right) = (runs[small.Ids[0]], runs[small.Ids[1]]);
        Assert.Equal((1, 2, 1), (exitCode, section.GetProperty("total").GetInt32(), section.GetProperty("confirmed").GetInt32()));
        Assert.Equal(("different", false), (wrong.GetProperty("verdict").GetString(), wrong.GetProperty("confirmed").GetBoolean()));
        Assert.Equal((0, "start_weights"), (wrong.GetProperty("first_difference").GetProperty("step").GetInt32(), wrong.GetProperty("first_difference").GetProperty("cause").GetString()));
        Assert.Equal(0, wrong.GetProperty("causes").GetArrayLength());
        Assert.True(wrong.GetProperty("largest_loss_difference").GetDouble() > 0);
        Assert.True(Directory.Exists(wrong.GetProperty("again_folder").GetString()));
        Assert.Equal(("identical", true, 1e-4), (right.GetProperty("verdict").GetString(), right.GetProperty("confirmed").GetBoolean(), right.GetProperty("loss_tolerance").GetDouble()));
        Assert.All(right.GetProperty("metrics").EnumerateArray(), metric => Assert.Equal(0, metric.GetProperty("difference").GetDouble()));
        Assert.All(["first_difference", "again_folder", "problem", "commit"], name => Assert.Equal(JsonValueKind.Null, right.GetProperty(name).ValueKind));
    }

    [Fact]
    public async Task Warns_of_runs_that_a_server_that_is_away_did_not_take()
    {
        // Port 9 is discard; nothing listens there.
        var (exitCode, document) = await RunAsync("--target=FromScratch", "--seeds=2", "--epochs=1", "--spot-check=0", $"--results={small.Copy()}", "--mlflow=http://127.0.0.1:9");

        var warning = Assert.Single(document.GetProperty("warnings").EnumerateArray()).GetString();
        Assert.Equal(0, exitCode);
        Assert.Contains("2 of 2 runs of FromScratch are not yet shipped.", warning, StringComparison.Ordinal);
    }

    private async Task<(int ExitCode, JsonElement Document)> RunAsync(params string[] arguments)
    {
        using var running = small.Cake.Start(["--json", .. arguments]);
        var (output, error) = (running.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), running.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await running.WaitForExitAsync(TestContext.Current.CancellationToken);
        await error;

        return (running.ExitCode, JsonDocument.Parse(await output).RootElement);
    }
}
