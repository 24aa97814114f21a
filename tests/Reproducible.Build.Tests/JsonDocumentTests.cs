using System.Diagnostics;
using System.Text.Json;

namespace Reproducible.Build.Tests;

/// <summary>`--json` with the real script host: what stands on standard output is one document, whatever becomes of the call.</summary>
public sealed class JsonDocumentTests : IAsyncLifetime
{
    private CakeFolder cake = null!;

    public async ValueTask InitializeAsync() => cake = await CakeFolder.MakeAsync();

    [Fact]
    public async Task Holds_the_plan_and_nothing_else_stands_beside_it()
    {
        var (exitCode, document) = await RunAsync("--target=Plan", "--experiment=FullFineTune", "--seeds=3");

        Assert.Equal(0, exitCode);
        Assert.Equal(["schema", "targets", "succeeded", "exit_code", "error", "warnings", "plan"], Names(document));
        Assert.Equal("reproducible.build/1", document.GetProperty("schema").GetString());
        Assert.Equal(JsonValueKind.Null, document.GetProperty("error").ValueKind);
        var plan = document.GetProperty("plan");
        // The source, three runs, and the three of from-scratch that they are compared with.
        Assert.Equal((7, 0, 7), (plan.GetProperty("total").GetInt32(), plan.GetProperty("reused").GetInt32(), plan.GetProperty("to_run").GetInt32()));
        Assert.Equal(7, plan.GetProperty("runs").GetArrayLength());
        Assert.Equal(
            ["id", "experiments", "strategy", "dataset", "backbone", "seed", "source_id", "reused", "reason"], Names(plan.GetProperty("runs")[0]));
        Assert.Equal(JsonValueKind.Number, plan.GetProperty("runs")[0].GetProperty("seed").ValueKind);
    }

    [Theory]
    [InlineData("No experiment 'Nothing'.", "There are: Source.FashionEight", "--target=Plan", "--experiment=Nothing")]
    [InlineData("seeds is 0; expected a whole number from 1 to 1000.", "Nothing has run.", "--target=Plan", "--seeds=0")]
    [InlineData("No target 'Plna'.", null, "--target=Plna")]
    [InlineData("--runs names 1 runs; two are compared.", "Write --runs=ID,ID", "--target=Compare", "--runs=ab")]
    public async Task Says_what_is_wrong_and_what_to_do(string problem, string? remedy, params string[] arguments)
    {
        var (exitCode, document) = await RunAsync(arguments);

        Assert.Equal(1, exitCode);
        Assert.Equal((false, 1), (document.GetProperty("succeeded").GetBoolean(), document.GetProperty("exit_code").GetInt32()));
        Assert.Contains(problem, document.GetProperty("error").GetProperty("problem").GetString(), StringComparison.Ordinal);
        Assert.StartsWith(remedy ?? "", document.GetProperty("error").GetProperty("remedy").GetString() ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_garbage_in_bytes()
    {
        cake.Folder.Write("results/store/0123456789abcdef/receipt.json", "{}");
        var (exitCode, document) = await RunAsync("--target=Gc");

        Assert.Equal(0, exitCode);
        var item = document.GetProperty("gc").GetProperty("items")[0];
        Assert.Equal(2, item.GetProperty("bytes").GetInt64());
        Assert.Equal(cake.Folder.File("results/store/0123456789abcdef"), item.GetProperty("path").GetString());
    }

    [Fact]
    public async Task Holds_what_was_done_when_a_signal_ends_the_call()
    {
        using var running = cake.Start("--target=FromScratch", "--json", "--epochs=10000", "--workers=1");
        var output = running.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = running.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        while (!Directory.Exists(cake.Folder.File("results/store")))
        {
            Assert.False(running.HasExited);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        using var kill = Process.Start("kill", ["-TERM", $"{running.Id}"]);
        var document = JsonDocument.Parse(await output).RootElement;
        await error;
        await running.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(128 + 15, running.ExitCode);
        Assert.Equal(128 + 15, document.GetProperty("exit_code").GetInt32());
        Assert.Equal("The same command goes on from there.", document.GetProperty("error").GetProperty("remedy").GetString());
        Assert.Equal(0, document.GetProperty("experiments").GetArrayLength());
    }

    public ValueTask DisposeAsync()
    {
        cake.Dispose();

        return ValueTask.CompletedTask;
    }

    private static IEnumerable<string> Names(JsonElement element) => element.EnumerateObject().Select(property => property.Name);

    /// <summary>Fails when standard output holds anything but one document.</summary>
    private async Task<(int ExitCode, JsonElement Document)> RunAsync(params string[] arguments)
    {
        using var running = cake.Start(["--json", .. arguments]);
        var (output, error) = (running.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), running.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await running.WaitForExitAsync(TestContext.Current.CancellationToken);
        await error;

        return (running.ExitCode, JsonDocument.Parse(await output).RootElement);
    }
}
