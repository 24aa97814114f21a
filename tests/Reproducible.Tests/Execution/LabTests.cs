using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;

namespace Reproducible.Tests.Execution;

public sealed class LabTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Does_a_source_first_and_then_the_runs_that_start_from_it()
    {
        await using var test = new TestLab(folder);
        var experiment = new TinyFineTune().Named;
        test.Lab.Begin([experiment, new TinySource().Named]);

        var result = await test.Lab.CompleteAsync(experiment);

        Assert.Equal([0, 1, 2], result.Runs.Select(run => run.Spec.Seed));
        Assert.All(result.Runs, run => Assert.Equal((RunStatus.Finished, false), (run.Receipt.Status, run.Reused)));
        Assert.Equal(3, result.Runs.Select(run => run.Receipt.WeightsSha256).Distinct().Count());
        Assert.Equal([1, 2, 3, 4], test.Statuses.Select(status => status.Finished));
        Assert.Empty(test.Warnings);
    }

    [Fact]
    public async Task Starts_no_worker_for_what_the_store_holds()
    {
        var experiment = new TinySource().Named;
        await DoAsync(experiment);

        await using var second = new TestLab(folder, program: TestLab.Program with { Worker = folder.File("no such worker") });
        second.Lab.Begin([experiment]);
        var result = await second.Lab.CompleteAsync(experiment);

        Assert.True(Assert.Single(result.Runs).Reused);
        Assert.Equal((0, 1), (second.Lab.Status!.Total, second.Lab.Status.Reused));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reads_a_run_once(bool reused)
    {
        var experiment = new TinySource().Named;
        if (reused)
        {
            await DoAsync(experiment);
        }

        await using var test = new TestLab(folder);
        test.Lab.Begin([experiment]);
        var run = Assert.Single((await test.Lab.CompleteAsync(experiment)).Runs);
        Directory.Delete(run.Folder, recursive: true);
        var again = Assert.Single((await test.Lab.CompleteAsync(experiment)).Runs);

        Assert.Equal(reused, again.Reused);
        Assert.Same(run.Receipt, again.Receipt);
        Assert.Same(run.Epochs, again.Epochs);
    }

    [Fact]
    public async Task Gives_the_same_weights_whichever_worker_does_a_run_and_whatever_it_did_before()
    {
        var hashes = new List<string?[]>();
        foreach (var workers in new[] { 1, 3 })
        {
            using var own = new TemporaryFolder();
            await using var test = new TestLab(own, workers);
            var experiment = new TinyFineTune().Named;
            test.Lab.Begin([experiment]);
            hashes.Add([.. (await test.Lab.CompleteAsync(experiment)).Runs.Select(run => run.Receipt.WeightsSha256)]);
        }

        Assert.Equal(hashes[0], hashes[1]);
    }

    [Fact]
    public async Task Leaves_a_run_that_another_call_has_in_hand_for_later_and_does_the_others_first()
    {
        await using var test = new TestLab(folder, workers: 1);
        var (first, other) = (new TinyForty().Named, new TinyFineTune().Named);
        var held = new RunStore(test.Options.Store).Open(RunKey.Of(first.Experiment.Runs[0], test.Options).Id, CancellationToken.None);
        test.Lab.Begin([first, other]);
        await test.Lab.CompleteAsync(other);
        Assert.Equal((5, 4), (test.Lab.Status!.Total, test.Lab.Status.Finished));
        held.Dispose();

        Assert.Equal(RunStatus.Finished, Assert.Single((await test.Lab.CompleteAsync(first)).Runs).Receipt.Status);
        Assert.Contains("in the hands of process", Assert.Single(test.Warnings), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder.File("store/.running")));
    }

    [Fact]
    public async Task Does_a_run_once_more_when_its_worker_is_killed_and_then_reports_it_as_failed_with_its_log()
    {
        await using var test = new TestLab(folder);
        var (endless, other) = (new TinyEndless().Named, new TinyFineTune().Named);
        test.Lab.Begin([endless, other]);

        await test.KillAsync(endless);
        await test.KillAsync(endless);
        var failed = Assert.Single((await test.Lab.CompleteAsync(endless)).Runs);
        var others = (await test.Lab.CompleteAsync(other)).Runs;

        Assert.Contains("signal 9", Assert.Single(test.Warnings), StringComparison.Ordinal);
        Assert.Equal(RunStatus.Failed, failed.Receipt.Status);
        Assert.Contains("died twice; the second time: killed with signal 9", failed.Receipt.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(failed.Folder, "log.txt")));
        Assert.All(others, run => Assert.Equal(RunStatus.Finished, run.Receipt.Status));
        Assert.Equal((4, 1), (test.Lab.Status!.Finished, test.Lab.Status.Failed));
    }

    [Fact]
    public async Task Goes_on_in_the_next_call_with_a_run_whose_worker_died_twice()
    {
        var experiment = new TinyLong().Named;
        using var apart = new TemporaryFolder();
        var undisturbed = await HashAsync(apart, experiment, resumed: 0);
        await using (var test = new TestLab(folder, workers: 1, checkpointEvery: TimeSpan.Zero))
        {
            test.Lab.Begin([experiment]);
            await test.KillAsync(experiment, epochs: 10);
            await test.KillAsync(experiment, epochs: 10);
            var failed = Assert.Single((await test.Lab.CompleteAsync(experiment)).Runs).Receipt;

            Assert.Equal(RunStatus.Failed, failed.Status);
            Assert.EndsWith("Its last checkpoint is kept; the next call goes on from there.", failed.Error, StringComparison.Ordinal);
            Assert.Equal($"failed last time: {failed.Error}", Assert.Single(Plan.Of([experiment], test.Options).Runs).Reason);
        }

        Assert.Equal(undisturbed, await HashAsync(folder, experiment, resumed: 2));
    }

    [Fact]
    public async Task Fails_the_runs_whose_source_failed_with_its_reason()
    {
        await using var test = new TestLab(folder);
        var experiment = new TinyOnDiverging().Named;
        test.Lab.Begin([experiment]);

        var runs = (await test.Lab.CompleteAsync(experiment)).Runs;

        Assert.Equal(2, runs.Count);
        Assert.All(runs, run => Assert.Matches("^Its source [0-9a-f]{16} failed: The loss at step [0-9]+ is not finite", run.Receipt.Error));
        Assert.Equal((0, 3), (test.Lab.Status!.Finished, test.Lab.Status.Failed));
    }

    [Fact]
    public async Task Keeps_finished_runs_and_leaves_no_half_one_and_no_process_when_it_is_stopped()
    {
        int worker;
        var (source, endless) = (new TinySource().Named, new TinyEndless().Named);
        await using (var test = new TestLab(folder))
        {
            test.Lab.Begin([source, endless]);
            await test.Lab.CompleteAsync(source);
            worker = (await test.RunningAsync()).WorkerProcessId;
            test.Lab.Stop();

            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => test.Lab.CompleteAsync(endless));

            await test.Lab.DisposeAsync();
            Assert.Equal(RunKey.Of(source.Experiment.Runs[0], test.Options).Id, Assert.Single(test.Stored));
        }

        Assert.False(TestLab.Lives(worker));
    }

    [Fact]
    public async Task Says_once_why_no_worker_starts()
    {
        await using var test = new TestLab(folder, program: TestLab.Program with { Experiments = typeof(Lab).Assembly.Location[..^4] });
        var experiment = new TinySource().Named;
        test.Lab.Begin([experiment]);

        var fault = await Assert.ThrowsAsync<ReproducibleException>(() => test.Lab.CompleteAsync(experiment));

        Assert.StartsWith("A worker process ended before it could take a run (exit code 1):", fault.Problem, StringComparison.Ordinal);
        Assert.Empty(test.Warnings);
    }

    [Fact]
    public async Task Says_that_the_host_is_missing()
    {
        await using var test = new TestLab(folder, program: TestLab.Program with { Host = folder.File("dotnet") });
        var experiment = new TinySource().Named;
        test.Lab.Begin([experiment]);

        var fault = await Assert.ThrowsAsync<ReproducibleException>(() => test.Lab.CompleteAsync(experiment));

        Assert.Contains(folder.File("dotnet"), fault.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_before_anything_starts_that_results_cannot_be_kept()
    {
        File.WriteAllText(folder.File("store"), "a file where the folder should be");
        var test = new TestLab(folder);

        var fault = Assert.Throws<ReproducibleException>(() => test.Lab.Begin([new TinySource().Named]));

        Assert.Contains(folder.File("store"), fault.Problem, StringComparison.Ordinal);
        Assert.Contains("--results=", fault.Remedy, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Dispose();

    private async Task DoAsync(NamedExperiment experiment)
    {
        await using var test = new TestLab(folder);
        test.Lab.Begin([experiment]);
        await test.Lab.CompleteAsync(experiment);
    }

    private static async Task<string?> HashAsync(TemporaryFolder folder, NamedExperiment experiment, int resumed)
    {
        await using var test = new TestLab(folder, workers: 1);
        test.Lab.Begin([experiment]);
        var run = Assert.Single((await test.Lab.CompleteAsync(experiment)).Runs);
        Assert.Equal((RunStatus.Finished, resumed), (run.Receipt.Status, run.Receipt.Resumed));

        return run.Receipt.WeightsSha256;
    }
}
