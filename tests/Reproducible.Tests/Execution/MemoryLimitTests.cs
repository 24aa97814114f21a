using System.Diagnostics;
using System.Globalization;
using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Verification;

namespace Reproducible.Tests.Execution;

/// <summary>Real workers whose addresses are limited while they live (RLIMIT_AS, by util-linux's prlimit), so that memory runs out in earnest.</summary>
public sealed class MemoryLimitTests : IAsyncDisposable
{
    private readonly TemporaryFolder folder = new();
    private readonly TemporaryFolder place = new();

    private LabOptions Options => new() { Results = folder.Path, Workers = 1 };

    [Fact]
    public async Task A_batch_too_large_fails_with_sizes_and_remedy_and_the_worker_goes_on_to_the_same_bits()
    {
        var tuned = new TinyFineTune().Named.Experiment.Runs;
        await using var worker = await LimitedAsync(60_000_000);

        Assert.Equal(new RunStored(Finished: false), await DoAsync(worker, "TinyHungry", new TinyHungry().Named.Experiment.Runs[0]));
        Assert.Equal(new RunStored(Finished: true), await DoAsync(worker, "TinyFineTune", tuned[0]));

        var failed = ReceiptOf(new TinyHungry().Named.Experiment.Runs[0]);
        Assert.Matches("^Memory ran out on cpu at a batch of 1024 images of 1 × 8 × 8; [0-9.]+ MB more were asked for; [0-9.]+ (MB|bytes) could be had. Lower BatchSize, ", failed.Error);
        Assert.Equal(UnlimitedHash(tuned[0]), ReceiptOf(tuned[0]).WeightsSha256);
    }

    [Fact]
    public async Task The_largest_batch_is_what_fits_and_a_second_execution_takes_it_as_it_was()
    {
        var asking = new TinyLargest().Named.Experiment.Runs[0];
        await using (var worker = await LimitedAsync(100_000_000))
        {
            Assert.Equal(new RunStored(Finished: true), await DoAsync(worker, "TinyLargest", asking));
        }

        // With all memory of the machine it would be 1,024.
        var found = ReceiptOf(asking).BatchSizeFound!.Value;
        Assert.InRange(found, 1, 512);
        Assert.True(int.IsPow2(found));

        var again = await new Reexecution([new TinyLargest().Named], TestLab.Program, place.Path)
            .CompareAsync(new(Options.Store), RunKey.Of(asking, Options).Id, Options, new Nobody(), CancellationToken.None);

        Assert.Equal((Sameness.Identical, found), (again.Sameness, again.Again.BatchSizeFound));
    }

    public ValueTask DisposeAsync()
    {
        folder.Dispose();
        place.Dispose();

        return ValueTask.CompletedTask;
    }

    /// <summary>A worker that has done a run, so that libraries and kernels are loaded, and can have little more than it has.</summary>
    private async Task<WorkerProcess> LimitedAsync(long room)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/prlimit"), "There is no prlimit (util-linux).");
        var worker = await WorkerProcess.StartAsync(TestLab.Program, Options, CancellationToken.None);
        Assert.Equal(new RunStored(Finished: true), await DoAsync(worker, "TinySource", new TinySource().Named.Experiment.Runs[0]));
        var size = File.ReadLines($"/proc/{worker.Id}/status").First(line => line.StartsWith("VmSize:", StringComparison.Ordinal)).Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1];
        var limit = (long.Parse(size, CultureInfo.InvariantCulture) * 1024) + room;
        using var prlimit = Process.Start("/usr/bin/prlimit", [$"--pid={worker.Id}", $"--as={limit}"]);
        await prlimit.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, prlimit.ExitCode);

        return worker;
    }

    private Task<RunEnd> DoAsync(WorkerProcess worker, string experiment, RunSpec run) =>
        worker.RunAsync(new(experiment, RunKey.Of(run, Options).Id), _ => { }, TestContext.Current.CancellationToken);

    private Receipt ReceiptOf(RunSpec run) => new RunStore(Options.Store).FindReceipt(RunKey.Of(run, Options).Id)!;

    private string? UnlimitedHash(RunSpec run)
    {
        var options = Options with { Results = place.Path };
        RunRecord Execute(RunSpec one) => Reproducible.Training.RunExecution.Execute("Tiny", one, options, new Progress<RunProgress>(), CancellationToken.None);
        Execute(run.Source!);

        return Execute(run).Receipt.WeightsSha256;
    }

    private sealed class Nobody : ILabObserver
    {
        public void Ended(RunRecord run, LabStatus status)
        {
        }

        public void Warned(string problem)
        {
        }
    }
}
