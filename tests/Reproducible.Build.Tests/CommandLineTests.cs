using System.Diagnostics;

namespace Reproducible.Build.Tests;

/// <summary>`dotnet cake` with the real script host, in a folder of its own.</summary>
public sealed class CommandLineTests : IAsyncLifetime
{
    private CakeFolder cake = null!;

    private Folder Here => cake.Folder;

    public async ValueTask InitializeAsync() => cake = await CakeFolder.MakeAsync();

    [Fact]
    public async Task Says_all_that_is_wrong_with_the_arguments_at_once()
    {
        var (exitCode, output) = await CakeAsync("--seeds=0", "--epochs=many", "--sedes=3", "--device=gpu", "--data=nowhere", "--portable=perhaps");

        Assert.Equal(1, exitCode);
        Assert.Contains("There is no argument --sedes. Did you mean --seeds?", output, StringComparison.Ordinal);
        Assert.Contains("seeds is 0; expected a whole number from 1 to 1000.", output, StringComparison.Ordinal);
        Assert.Contains("epochs is many; expected a whole number from 1 to 10000.", output, StringComparison.Ordinal);
        Assert.Contains("device is gpu; expected cpu, or cuda: and a number, such as cuda:0.", output, StringComparison.Ordinal);
        Assert.Contains($"data is {Here.File("nowhere")}; expected a folder that exists.", output, StringComparison.Ordinal);
        Assert.Contains("portable is perhaps; expected true or false, or --portable alone for true.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_the_target_that_may_have_been_meant()
    {
        var (exitCode, output) = await CakeAsync("--target=FulFineTune");

        Assert.Equal(1, exitCode);
        Assert.Contains("No target 'FulFineTune'. Did you mean FullFineTune?", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plans_with_what_the_arguments_change_and_writes_nothing()
    {
        var (exitCode, output) = await CakeAsync("--target=Plan", "--experiment=FullFineTune", "--seeds=3");

        Assert.Equal(0, exitCode);
        // The source, three runs, and the three of from-scratch that they are compared with.
        Assert.Contains("FullFineTune: 7 runs with sources and baselines, 0 reused, 7 to run", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Here.File("results")));
    }

    [Fact]
    public async Task Takes_from_cake_config_what_the_command_line_does_not_say()
    {
        Here.Write("cake.config", "[Lab]\nSeeds=2\n");
        var (_, output) = await CakeAsync("--target=Plan", "--experiment=FullFineTune");

        Assert.Contains("FullFineTune: 5 runs ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Starts_nothing_in_a_dry_run()
    {
        var (exitCode, output) = await CakeAsync("--target=Experiments", "--dryrun");

        Assert.Equal(0, exitCode);
        Assert.Contains("7. Experiments", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Here.File("results")));
    }

    [Fact]
    public async Task Says_before_it_starts_that_an_address_is_none()
    {
        var (exitCode, output) = await CakeAsync("--target=FromScratch", "--mlflow=ftp://example.org");

        Assert.Equal(1, exitCode);
        Assert.Contains("ftp://example.org", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Here.File("results")));
    }

    [Fact]
    public async Task Stops_with_the_signals_exit_code_and_without_half_runs()
    {
        // Hours long, so that it is still running when the signal comes.
        using var process = cake.Start("--target=FromScratch", "--epochs=10000", "--workers=1");
        while (!Directory.Exists(Here.File("results/store")))
        {
            Assert.False(process.HasExited);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        // A second for the worker to come into a run; the outcome is the same if it is not there yet.
        await Task.Delay(1000, TestContext.Current.CancellationToken);
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        var (exitCode, output) = await Folder.EndAsync(process);

        Assert.Equal(128 + 15, exitCode);
        Assert.Contains("Stopped. 0 runs of this call are finished and kept in ", output, StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.EnumerateDirectories(Here.File("results/store")), run => Path.GetFileName(run)[0] != '.');
    }

    public ValueTask DisposeAsync()
    {
        cake.Dispose();

        return ValueTask.CompletedTask;
    }

    private Task<(int ExitCode, string Output)> CakeAsync(params string[] arguments) => cake.RunAsync(arguments);
}
