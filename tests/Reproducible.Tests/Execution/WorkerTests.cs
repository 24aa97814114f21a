using System.Diagnostics;
using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Tests.Execution;

/// <summary>The worker as a process of its own, without the pool.</summary>
public sealed class WorkerTests : IDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly LabOptions options;

    public WorkerTests() => options = new() { Results = folder.Path };

    [Fact]
    public async Task Ends_soon_and_stores_nothing_when_its_parent_dies_in_the_middle_of_a_run()
    {
        using var worker = Process.Start(TestLab.Program.StartInfo(options))!;
        var run = new TinyEndless().Named.Experiment.Runs[0];
        await worker.StandardInput.WriteLineAsync(new RunRequest("TinyEndless", RunKey.Of(run, options).Id).ToLine());
        await worker.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        while (WorkerMessage.Read((await worker.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!).Message is not WorkerProgress)
        {
        }

        // All that a dead parent's worker sees: its input ends.
        worker.StandardInput.Close();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await worker.WaitForExitAsync(patience.Token);

        Assert.Equal(0, worker.ExitCode);
        Assert.False(Directory.Exists(Path.Combine(options.Store, RunKey.Of(run, options).Id)));
    }

    [Fact]
    public async Task Refuses_an_environment_that_would_change_the_numbers()
    {
        var start = TestLab.Program.StartInfo(options with { InstructionSet = InstructionSet.Portable });
        start.Environment["OMP_NUM_THREADS"] = "2";
        start.Environment.Remove("DNNL_MAX_CPU_ISA");
        var (exitCode, _, error) = await RunAsync(start);

        Assert.Equal(2, exitCode);
        Assert.Contains("OMP_NUM_THREADS is '2'; it must be '1'.", error, StringComparison.Ordinal);
        Assert.Contains("DNNL_MAX_CPU_ISA is not set; it must be 'AVX2'.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Does_a_single_run_in_any_environment()
    {
        var run = new TinySource().Named.Experiment.Runs[0];
        var id = RunKey.Of(run, options).Id;
        var start = TestLab.Program.StartInfo(options);
        start.ArgumentList.Add($"--run=TinySource/{id}");
        start.Environment["OMP_NUM_THREADS"] = "2";
        var (exitCode, output, _) = await RunAsync(start);

        Assert.Equal(0, exitCode);
        Assert.Contains("epoch 2/2 loss ", output, StringComparison.Ordinal);
        Assert.Equal(RunStatus.Finished, new RunStore(options.Store).Find(run, id)!.Receipt.Status);
    }

    [Fact]
    public async Task Gives_the_same_bits_in_whatever_order_runs_are_asked_for()
    {
        var runs = new TinyFineTune().Named.Experiment.Runs;
        var hashes = new List<string?[]>();
        foreach (var order in new int[][] { [0, 1, 2], [2, 0, 1] })
        {
            using var own = new TemporaryFolder();
            var here = options with { Results = own.Path };
            await using var worker = await WorkerProcess.StartAsync(TestLab.Program, here, TestContext.Current.CancellationToken);
            foreach (var run in order.Select(place => runs[place]).Prepend(runs[0].Source!))
            {
                await worker.RunAsync(new("TinyFineTune", RunKey.Of(run, here).Id), _ => { }, TestContext.Current.CancellationToken);
            }

            hashes.Add([.. runs.Select(run => new RunStore(here.Store).FindReceipt(RunKey.Of(run, here).Id)!.WeightsSha256)]);
        }

        Assert.Equal(hashes[0], hashes[1]);
        Assert.Equal(3, hashes[0].Distinct().Count());
    }

    [Fact]
    public async Task Gives_the_same_bits_with_a_core_lent_and_without()
    {
        var run = new TinyTwoSteps().Named.Experiment.Runs[0];
        var hashes = new List<string?>();
        foreach (var lent in new[] { true, false })
        {
            using var own = new TemporaryFolder();
            var here = options with { Results = own.Path };
            await using var worker = await WorkerProcess.StartAsync(TestLab.Program, here, TestContext.Current.CancellationToken);
            worker.Lend(lent);
            await worker.RunAsync(new("TinyTwoSteps", RunKey.Of(run, here).Id), _ => { }, TestContext.Current.CancellationToken);

            hashes.Add(new RunStore(here.Store).FindReceipt(RunKey.Of(run, here).Id)!.WeightsSha256);
            Assert.Equal(lent, Directory.EnumerateDirectories($"/proc/{worker.Id}/task").Any(thread => File.ReadAllText(Path.Combine(thread, "comm")) == "spare core\n"));
        }

        Assert.NotNull(hashes[0]);
        Assert.Equal(hashes[0], hashes[1]);
    }

    [Fact]
    public async Task Names_the_experiments_there_are_when_one_is_not_there()
    {
        var start = TestLab.Program.StartInfo(options);
        start.ArgumentList.Add("--run=TinySauce/0123456789abcdef");
        var (exitCode, _, error) = await RunAsync(start);

        Assert.Equal(1, exitCode);
        Assert.Contains("No experiment 'TinySauce'. There are: TinyDiverging, TinyEndless, TinyFineTune, TinyForty, TinyHungry, TinyLargest, TinyLong, TinyOnDiverging, TinyProbe, TinySource, TinyTwoSteps.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaves_out_the_libraries_that_libtorch_uses_nothing_of()
    {
        var names = StandIns();
        Assert.SkipUnless(names.Count > 0, "This libtorch names no library that it uses nothing of.");
        await using var worker = await WorkerProcess.StartAsync(TestLab.Program, options, TestContext.Current.CancellationToken);
        var mapped = File.ReadLines($"/proc/{worker.Id}/maps").Select(line => line.IndexOf('/', StringComparison.Ordinal) is >= 0 and var at ? line[at..] : "").Distinct().ToList();

        Assert.All(names, name => Assert.DoesNotContain(mapped, path => !path.Contains("/stand-ins/", StringComparison.Ordinal) && Path.GetFileName(path).StartsWith(name, StringComparison.Ordinal)));
        Assert.Contains(mapped, path => path.Contains("/stand-ins/", StringComparison.Ordinal));
        Assert.Contains(mapped, path => Path.GetFileName(path).StartsWith("libtorch_cpu.so", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Gives_the_same_bits_without_stand_ins()
    {
        Assert.SkipUnless(StandIns().Count > 0, "This libtorch names no library that it uses nothing of.");
        var run = new TinySource().Named.Experiment.Runs[0];
        var hashes = new List<string?>();
        foreach (var with in new[] { true, false })
        {
            using var own = new TemporaryFolder();
            var here = options with { Results = own.Path };
            var id = RunKey.Of(run, here).Id;
            var start = TestLab.Program.StartInfo(here);
            Assert.Equal(StandInsFolder, start.Environment["LD_LIBRARY_PATH"]);
            if (!with)
            {
                start.Environment.Remove("LD_LIBRARY_PATH");
            }

            using var worker = Process.Start(start)!;
            await worker.StandardInput.WriteLineAsync(new RunRequest("TinySource", id).ToLine());
            await worker.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
            while (await worker.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && WorkerMessage.Read(line).Message is not WorkerStored)
            {
            }

            worker.StandardInput.Close();
            await worker.WaitForExitAsync(TestContext.Current.CancellationToken);
            hashes.Add(new RunStore(here.Store).FindReceipt(id)!.WeightsSha256);
        }

        Assert.NotNull(hashes[0]);
        Assert.Equal(hashes[0], hashes[1]);
    }

    public void Dispose() => folder.Dispose();

    private static string StandInsFolder => Path.Combine(Path.GetDirectoryName(TestLab.Program.Worker)!, "stand-ins");

    private static IReadOnlyList<string> StandIns() => Directory.Exists(StandInsFolder) ? [.. Directory.EnumerateFiles(StandInsFolder).Select(path => Path.GetFileName(path))] : [];

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();

        return (process.ExitCode, await output, await error);
    }
}
