using System.Diagnostics;
using System.Globalization;
using Reproducible.Store;

namespace Reproducible.Build.Tests;

/// <summary>A whole call killed with signal 9, and started again until it ends.</summary>
[Collection(SmallStore.Tests)]
public sealed class KilledCallTests(SmallStore small)
{
    private readonly string results = small.Cake.Folder.File($"killed-{Guid.NewGuid():N}");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ends_with_the_same_weights_whether_its_workers_die_with_it_or_after_it(bool workersToo)
    {
        string[] call = ["--target=FromScratch", "--seeds=2", "--epochs=1", $"--results={results}"];

        // The first run is begun; the second may be.
        await KillAsync(call, workersToo, () => Directory.Exists(Path.Combine(results, "store", ".running")) && Directory.EnumerateDirectories(Path.Combine(results, "store", ".running")).Any());
        var (exitCode, output) = await small.Cake.RunAsync(call);

        Assert.True(exitCode == 0, output);
        Assert.Equal(Weights(small.Cake.Folder.File("results")), Weights(results));
        Assert.Empty(Directory.EnumerateDirectories(Path.Combine(results, "store", ".running")));
    }

    // Minutes: each call pretrains the source until a kill, and the last one runs to the end.
    [Fact(Explicit = true)]
    public async Task Experiments_killed_six_times_at_random_end_with_the_same_weights_and_nothing_to_complain_about()
    {
        string[] call = ["--target=Experiments", "--seeds=3", "--epochs=2"];
        var unbroken = small.Cake.Folder.File("unbroken");
        Assert.Equal(0, (await small.Cake.RunAsync([.. call, $"--results={unbroken}"])).ExitCode);
        var random = new Random(20261121);
        for (var kill = 0; kill < 6; kill++)
        {
            var after = TimeSpan.FromSeconds(3 + (15 * random.NextDouble()));
            var began = Stopwatch.StartNew();
            await KillAsync([.. call, $"--results={results}"], workersToo: kill % 2 == 0, () => began.Elapsed > after);
        }

        var (exitCode, output) = await small.Cake.RunAsync([.. call, $"--results={results}"]);

        Assert.True(exitCode == 0, output);
        Assert.Equal(Weights(unbroken), Weights(results));
        var (_, findings) = await small.Cake.RunAsync("--target=Doctor", $"--results={results}");
        Assert.Contains(" files looked at, 0 faults", findings, StringComparison.Ordinal);
    }

    private static Dictionary<string, string?> Weights(string results)
    {
        var store = new RunStore(Path.Combine(results, "store"));

        return store.Ids.ToDictionary(id => id, id => store.FindReceipt(id)!.WeightsSha256);
    }

    /// <summary>Kills the call once it is time, if it still runs then, and waits until none of its processes lives.</summary>
    private async Task KillAsync(string[] call, bool workersToo, Func<bool> isTime)
    {
        using var process = small.Cake.Start(call);
        var output = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        while (!isTime() && !process.HasExited)
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        process.Kill(entireProcessTree: workersToo);
        foreach (var cake in Workers().Where(id => !workersToo && CommandOf(id).Contains("Cake.dll", StringComparison.Ordinal)))
        {
            // `dotnet cake` starts it as a process of its own, which outlives a killed `dotnet cake`.
            using var started = Process.GetProcessById(cake);
            started.Kill();
        }

        var patience = Stopwatch.StartNew();
        while (Workers().Count > 0)
        {
            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(30), "A worker lives on though nobody asks it any more.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        _ = (await output, await error);
    }

    /// <summary>Processes that work on these results.</summary>
    private List<int> Workers() =>
    [
        .. Directory.EnumerateDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0 && CommandOf(id).Contains($"--results={results}\0", StringComparison.Ordinal)),
    ];

    private static string CommandOf(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return ""; // It has just ended.
        }
    }
}
