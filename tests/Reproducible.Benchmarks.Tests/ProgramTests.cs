using System.Diagnostics;
using Reproducible.Benchmarks.Measuring;

namespace Reproducible.Benchmarks.Tests;

/// <summary>The program as the target starts it, in tiny sizes. What it measures is not looked at.</summary>
public sealed class ProgramTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("reproducible-tests-").FullName;

    [Fact]
    public async Task Measures_a_claim_with_a_process_of_its_own_and_reports_it()
    {
        var (exitCode, output) = await RunAsync("claims", "--quick", "--filter=allocations", "--mlflow=http://127.0.0.1:5000", $"--root={folder}");

        Assert.True(exitCode == 0, output);
        Assert.Contains("## allocations", await File.ReadAllTextAsync(Path.Combine(folder, "artifacts/benchmarks/report/README.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.StartsWith("claim,what,unit,round,value\nallocations,bytes a step,,1,", await File.ReadAllTextAsync(Path.Combine(folder, "artifacts/benchmarks/report/benchmarks.csv"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(folder, "results")));
    }

    [Fact]
    public async Task Says_which_claims_there_are_when_none_fits()
    {
        var (exitCode, output) = await RunAsync("claims", "--filter=speed", $"--root={folder}");

        Assert.Equal(2, exitCode);
        Assert.Contains("No claim 'speed'. There are: allocations, ", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("localhost:5000")]
    [InlineData("./mlruns")]
    public async Task Says_how_a_tracking_server_is_named(string address)
    {
        var (exitCode, output) = await RunAsync("claims", $"--mlflow={address}", $"--root={folder}");

        Assert.NotEqual(0, exitCode);
        Assert.Contains($"--mlflow={address} is no address of a tracking server; it looks like http://host:5000.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ends_with_its_input_and_leaves_nothing_behind()
    {
        using var process = Start("claims", "--filter=allocations", "--until-input-ends", $"--root={folder}");
        while (Folders() is not [var mine] || !Directory.EnumerateFileSystemEntries(mine).Any())
        {
            Assert.False(process.HasExited);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        process.StandardInput.Close();
        var (exitCode, output) = await EndAsync(process);

        Assert.Equal(130, exitCode);
        Assert.Contains("Stopped; no report was written.", output, StringComparison.Ordinal);
        Assert.Empty(Folders());
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private IReadOnlyList<string> Folders() => [.. Directory.EnumerateDirectories(folder, "reproducible-benchmarks-*")];

    private async Task<(int ExitCode, string Output)> RunAsync(params string[] words)
    {
        using var process = Start(words);
        process.StandardInput.Close();

        return await EndAsync(process);
    }

    private Process Start(params string[] words) => Process.Start(new ProcessStartInfo("dotnet", ["exec", typeof(Bench).Assembly.Location, .. words])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment = { ["TMPDIR"] = folder },
    })!;

    private static async Task<(int ExitCode, string Output)> EndAsync(Process process)
    {
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();

        return (process.ExitCode, await output + await error);
    }
}
