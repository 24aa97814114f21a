using System.Diagnostics;
using System.Globalization;
using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Tests.Execution;

/// <summary>Workers killed with signal 9: what they leave is taken up and ends with the bits of a run that nobody disturbed.</summary>
public sealed class KillTests : IDisposable
{
    private const int Seed = 20260727;

    private readonly TemporaryFolder folder = new();
    private readonly LabOptions options;
    private readonly RunSpec run = new TinyLong().Named.Experiment.Runs[0];
    private readonly string id;

    public KillTests()
    {
        options = new() { Results = folder.Path, CheckpointEvery = TimeSpan.Zero };
        id = RunKey.Of(run, options).Id;
    }

    [Fact]
    public Task Three_kills_end_with_the_same_bits() => KillAsync(3);

    [Fact(Explicit = true)]
    public Task Twenty_kills_end_with_the_same_bits() => KillAsync(20);

    [Fact]
    public async Task Who_comes_second_waits_for_the_first_and_does_not_train()
    {
        using var first = Start(options);
        await UntilBegunAsync(first);
        using var second = Start(options);
        await AskAsync(second);
        var error = second.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var said = await UntilStoredAsync(second);
        second.StandardInput.Close();

        Assert.Equal(0, said);
        Assert.Contains($"in the hands of process {first.Id} on ", await error, StringComparison.Ordinal);
        Assert.Equal(RunStatus.Finished, new RunStore(options.Store).Find(run, id)!.Receipt.Status);
    }

    [Fact]
    public async Task A_killed_process_holds_no_lock()
    {
        using var worker = Start(options);
        await UntilBegunAsync(worker);
        var path = Path.Combine(options.Store, ".running", $"{id}.lock");
        Assert.Null(RunLock.TryTake(path));
        worker.Kill();
        await worker.WaitForExitAsync(TestContext.Current.CancellationToken);

        using var taken = RunLock.TryTake(path);
        Assert.NotNull(taken);
    }

    [Fact]
    public async Task When_who_started_the_workers_is_killed_they_end_and_the_next_call_ends_with_the_same_bits()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Children are found in /proc.");
        var start = TestLab.Program.StartInfo(options);
        start.ArgumentList.Add($"--run=TinyLong/{id}");
        using var parent = Process.Start(start)!;
        while (EpochOf((await parent.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!) < 20)
        {
        }

        var child = Assert.Single(ChildrenOf(parent.Id));
        parent.Kill();
        await parent.WaitForExitAsync(TestContext.Current.CancellationToken);
        var patience = Stopwatch.StartNew();
        while (TestLab.Lives(child) && patience.Elapsed < TimeSpan.FromSeconds(30))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        Assert.False(TestLab.Lives(child));
        Assert.False(Directory.Exists(Path.Combine(options.Store, id)));
        Assert.Equal(await HashInLabAsync(folder.File("undisturbed"), resumed: 0), await HashInLabAsync(options.Results, resumed: 1));
    }

    public void Dispose() => folder.Dispose();

    private static IEnumerable<int> ChildrenOf(int parent) =>
        from thread in Directory.GetDirectories($"/proc/{parent}/task")
        from child in File.ReadAllText($"{thread}/children").Split(' ', StringSplitOptions.RemoveEmptyEntries)
        select int.Parse(child, System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<string> HashInLabAsync(string results, int resumed)
    {
        var experiment = new TinyLong().Named;
        await using var lab = new Lab(new() { Results = results, Workers = 1 }, TestLab.Program, observer: null);
        lab.Begin([experiment]);
        var run = Assert.Single((await lab.CompleteAsync(experiment)).Runs);
        Assert.Equal((RunStatus.Finished, resumed), (run.Receipt.Status, run.Receipt.Resumed));

        return run.Receipt.WeightsSha256!;
    }

    private async Task KillAsync(int kills)
    {
        var output = TestContext.Current.TestOutputHelper!;
        var chance = new Random(Seed);
        output.WriteLine($"seed {Seed}");
        var (hash, duration) = await UnbrokenAsync();
        var (torn, early) = (0, 0);
        using var finisher = new Keeper(Start(options));
        for (var kill = 1; kill <= kills;)
        {
            await UntilBegunAsync(finisher.Worker);
            await Task.Delay(duration * (0.7 * chance.NextDouble()), TestContext.Current.CancellationToken);
            var inWrite = kill % 2 == 0;
            if (inWrite)
            {
                // A checkpoint's write has begun.
                var work = Path.Combine(options.Store, ".running", id);
                SpinWait.SpinUntil(() => !Directory.Exists(work) || FilesOf(work).Any(name => name.EndsWith(".partial", StringComparison.Ordinal)), TimeSpan.FromSeconds(10));
            }

            finisher.Worker.Kill();
            await finisher.Worker.WaitForExitAsync(TestContext.Current.CancellationToken);
            if (Directory.Exists(Path.Combine(options.Store, id)))
            {
                // It took less time than the one that was measured: again.
                output.WriteLine($"kill {kill} came after the run's end");
                Assert.True(++early <= kills, "The runs end before they are killed.");
                Directory.Delete(options.Store, recursive: true);
                finisher.Replace(Start(options));
                continue;
            }

            var left = FilesOf(Path.Combine(options.Store, ".running", id));
            torn += left.Any(name => name.EndsWith(".partial", StringComparison.Ordinal)) ? 1 : 0;

            finisher.Replace(Start(options));
            await AskAsync(finisher.Worker);
            await UntilStoredAsync(finisher.Worker);
            var receipt = new RunStore(options.Store).Find(run, id)!.Receipt;
            output.WriteLine($"kill {kill}: left {string.Join(' ', left)}; resumed {receipt.Resumed}, {(receipt.WeightsSha256 == hash ? "same bits" : "OTHER BITS")}");
            Assert.Equal((hash, left.Exists(name => name.StartsWith("checkpoint-", StringComparison.Ordinal) && !name.EndsWith(".partial", StringComparison.Ordinal)) ? 1 : 0), (receipt.WeightsSha256, receipt.Resumed));
            Directory.Delete(Path.Combine(options.Store, id), recursive: true);
            kill++;
        }

        output.WriteLine($"{kills} of {kills} with the same bits; {torn} killed during a checkpoint's write");
    }

    /// <summary>Names in a folder that may go meanwhile.</summary>
    private static List<string> FilesOf(string folder)
    {
        try
        {
            return [.. Directory.GetFiles(folder).Select(path => Path.GetFileName(path)!).Order()];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
    }

    /// <summary>The weights that a run without checkpoints ends with, and how long one with them takes.</summary>
    private async Task<(string Hash, TimeSpan Duration)> UnbrokenAsync()
    {
        var plain = options with { Results = folder.File("unbroken"), CheckpointEvery = TimeSpan.FromHours(1) };
        using var first = new Keeper(Start(plain));
        await AskAsync(first.Worker);
        await UntilStoredAsync(first.Worker);
        first.Replace(Start(options));
        await UntilBegunAsync(first.Worker);
        var watch = Stopwatch.StartNew();
        await UntilStoredAsync(first.Worker);
        Directory.Delete(Path.Combine(options.Store, id), recursive: true);

        return (new RunStore(plain.Store).Find(run, id)!.Receipt.WeightsSha256!, watch.Elapsed);
    }

    private static Process Start(LabOptions options) => Process.Start(TestLab.Program.StartInfo(options))!;

    private async Task AskAsync(Process worker)
    {
        await worker.StandardInput.WriteLineAsync(new RunRequest("TinyLong", id).ToLine());
        await worker.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
    }

    private async Task UntilBegunAsync(Process worker)
    {
        await AskAsync(worker);
        while (await SaidAsync(worker) is not WorkerProgress)
        {
        }
    }

    /// <returns>How often it told of progress.</returns>
    private static async Task<int> UntilStoredAsync(Process worker)
    {
        var told = 0;
        while (true)
        {
            switch (await SaidAsync(worker))
            {
                case WorkerProgress: told++; break;
                case WorkerStored: return told;
                case WorkerRefused refused: throw new InvalidOperationException(refused.Problem);
            }
        }
    }

    private static async Task<WorkerMessage?> SaidAsync(Process worker) => await worker.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line
        ? WorkerMessage.Read(line).Message
        : throw new InvalidOperationException($"The worker ended: {await worker.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken)}");

    /// <summary>One worker at a time, ended with the test.</summary>
    // "epoch 20/1000, ..."
    private static int EpochOf(string line) =>
        line.StartsWith("epoch ", StringComparison.Ordinal) ? int.Parse(line.AsSpan(6, line.IndexOf('/', StringComparison.Ordinal) - 6), CultureInfo.InvariantCulture) : 0;

    private sealed class Keeper(Process worker) : IDisposable
    {
        public Process Worker { get; private set; } = worker;

        public void Replace(Process next)
        {
            Dispose();
            Worker = next;
        }

        public void Dispose()
        {
            if (!Worker.HasExited)
            {
                Worker.Kill();
                Worker.WaitForExit();
            }

            Worker.Dispose();
        }
    }
}
