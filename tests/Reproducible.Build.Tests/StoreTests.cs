using System.Collections.Concurrent;
using System.Diagnostics;
using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Build.Tests;

/// <summary>What `dotnet cake` does to a store, with real runs of one epoch.</summary>
public sealed class StoreTests : IAsyncLifetime
{
    private static readonly string[] Short = ["--target=FromScratch", "--seeds=4", "--epochs=1", "--spot-check=0"];

    private readonly Folder folder = new();

    private RunStore Store => new(folder.File("results/store"));

    public async ValueTask InitializeAsync()
    {
        var configuration = Path.GetFileName(Path.GetDirectoryName(typeof(StoreTests).Assembly.Location)!);
        var build = Path.Combine(Folder.Repository, "artifacts", "bin", "Reproducible.Build", configuration, "Reproducible.Build.dll");
        folder.Write(".config/dotnet-tools.json", await File.ReadAllTextAsync(Path.Combine(Folder.Repository, ".config", "dotnet-tools.json")));
        folder.Write("build.cake", $"#r \"{build}\"\nRunTargets(Reproducible.Build.BuildHost.Register(Context));\n");
        using var restore = Start("tool", "restore");
        Assert.Equal(0, (await Folder.EndAsync(restore)).ExitCode);
    }

    [Fact]
    public async Task Two_calls_at_once_do_each_run_once_and_nothing_is_damaged()
    {
        Directory.CreateDirectory(Store.Folder);
        var appeared = new ConcurrentQueue<string>();
        using var watcher = new FileSystemWatcher(Store.Folder) { NotifyFilter = NotifyFilters.DirectoryName, EnableRaisingEvents = true };
        watcher.Created += (_, entry) => appeared.Enqueue(entry.Name!);
        watcher.Renamed += (_, entry) => appeared.Enqueue(entry.Name!);
        using var first = Start(["cake", .. Short, "--workers=2"]);
        using var second = Start(["cake", .. Short, "--workers=2"]);

        var ends = await Task.WhenAll(Folder.EndAsync(first), Folder.EndAsync(second));

        Assert.All(ends, end => Assert.True(end.ExitCode == 0, end.Output));
        Assert.Equal(4, Store.Ids.Count);
        Assert.Equal(Store.Ids, appeared.Where(name => name[0] != '.').Order(StringComparer.Ordinal));
        Assert.All(Store.Ids, id => Assert.Equal(RunStatus.Finished, Store.FindReceipt(id)!.Status));
        Assert.All(Store.Ids, id => Assert.Empty(RunCheck.Faults(Store, id)));
        Assert.Empty(Directory.GetDirectories(Path.Combine(Store.Folder, ".running")));

        var (exitCode, output) = await CakeAsync(["--target=Plan", "--experiment=FromScratch", "--seeds=4", "--epochs=1"]);
        Assert.True(exitCode == 0, output);
        Assert.Contains("FromScratch: 4 runs with sources and baselines, 4 reused, 0 to run", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Gc_lists_what_no_plan_refers_to_and_deletes_it_only_with_yes()
    {
        var ended = await CakeAsync(["--target=FromScratch", "--seeds=2", "--epochs=1"]);
        Assert.True(ended.ExitCode == 0, ended.Output);
        var (kept, gone) = Store.Ids.ToLookup(id => Store.FindReceipt(id)!.Settings["seed"] == "0") is var bySeed ? (Assert.Single(bySeed[true]), Assert.Single(bySeed[false])) : default;

        // With one seed the plan names one of the two.
        string[] one = ["--target=Gc", "--seeds=1", "--epochs=1"];
        var listed = await CakeAsync(one);
        Assert.Contains($"results/store/{gone}: no plan refers to it (FromScratch)", listed.Output, StringComparison.Ordinal);
        Assert.DoesNotContain($"results/store/{kept}", listed.Output, StringComparison.Ordinal);
        Assert.Contains("In all: 1 to delete, ", listed.Output, StringComparison.Ordinal);
        Assert.Contains("--yes deletes them.", listed.Output, StringComparison.Ordinal);
        Assert.Equal(2, Store.Ids.Count);

        var deleted = await CakeAsync([.. one, "--yes"]);
        Assert.Contains("Deleted 1 of 1, ", deleted.Output, StringComparison.Ordinal);
        Assert.Equal([kept], Store.Ids);
    }

    [Fact]
    public async Task Doctor_names_a_flipped_bit_and_what_to_do_and_ends_with_1()
    {
        var ended = await CakeAsync(["--target=FromScratch", "--seeds=2", "--epochs=1"]);
        Assert.True(ended.ExitCode == 0, ended.Output);
        var path = Path.Combine(Store.FolderOf(Store.Ids[0]), RunFiles.Weights);
        var bytes = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        bytes[^1] ^= 1;
        await File.WriteAllBytesAsync(path, bytes, TestContext.Current.CancellationToken);
        var ill = await CakeAsync(["--target=Doctor"]);

        Assert.Equal(1, ill.ExitCode);
        Assert.Contains($"fail  files: '{path}' has SHA-256 ", ill.Output, StringComparison.Ordinal);
        Assert.Contains("→ Delete that run's folder; the run is then done again.", ill.Output, StringComparison.Ordinal);
        Assert.Matches("ok    receipts: 2 runs and [0-9]+ files looked at, 1 faults", ill.Output);
        Assert.Contains("1 checks failed.", ill.Output, StringComparison.Ordinal);
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();

        return ValueTask.CompletedTask;
    }

    private async Task<(int ExitCode, string Output)> CakeAsync(string[] arguments)
    {
        using var cake = Start(["cake", .. arguments]);

        return await Folder.EndAsync(cake);
    }

    private Process Start(params string[] arguments) => Folder.Start(new("dotnet", arguments) { WorkingDirectory = folder.Path });
}
