using System.Security.Cryptography;
using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Strategies;
using Reproducible.Torch;
using Reproducible.Traces;
using Reproducible.Training;

namespace Reproducible.Tests.Training;

public sealed class RunExecutionTests : SmallRuns
{
    [Fact]
    public void The_same_run_twice_gives_the_same_bits_and_another_seed_gives_others()
    {
        // In a store of its own, as a stored run would only be handed out.
        var elsewhere = Options with { Results = Path.Combine(Options.Results, "again") };
        var (first, other) = (Execute(Source), Execute(Source with { Seed = 1 }));
        var again = RunExecution.Execute("Small", Source, elsewhere, new Progress<RunProgress>(), CancellationToken.None);

        Assert.Equal(first.Receipt.WeightsSha256, again.Receipt.WeightsSha256);
        Assert.Equal(first.Receipt.Test!.Loss, again.Receipt.Test!.Loss);
        Assert.NotEqual(first.Receipt.WeightsSha256, other.Receipt.WeightsSha256);
    }

    [Fact]
    public void A_finished_run_is_whole_in_the_store()
    {
        var run = Execute(Source);

        Assert.Equal((RunStatus.Finished, null), (run.Receipt.Status, run.Receipt.Error));
        Assert.Equal(["metrics.csv", "receipt.json", "system.csv", "trace.bin", "weights.safetensors"], Directory.GetFiles(run.Folder).Select(Path.GetFileName).Order());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(run.Folder, "weights.safetensors")))), run.Receipt.WeightsSha256);

        var stored = new RunStore(Options.Store).Find(Source, run.Receipt.Id)!;
        Assert.Equivalent(run.Receipt, stored.Receipt, strict: true);
        Assert.Equivalent(run.Epochs, stored.Epochs, strict: true);
        Assert.True(stored.Reused);
    }

    [Fact]
    public void A_stored_run_is_reused_by_the_next_plan()
    {
        Execute(Source);
        var experiment = new Experiment { Backbones = [Source.Backbone], Datasets = [Source.Dataset], Strategies = [Source.Strategy], Recipe = Source.Recipe, Seeds = [0] };

        var run = Assert.Single(Plan.Of([new("Source", "", experiment)], Options).Runs);
        Assert.Equal("same key", run.Reason);
        Assert.NotNull(run.Stored);
    }

    [Fact]
    public void Splits_have_the_sizes_that_were_asked_for()
    {
        var run = Execute(Target(new FromScratch()));

        Assert.Equal(40, run.Receipt.Examples["train"]);
        Assert.Equal(40, run.Receipt.Examples["validation"]);
        Assert.Equal(run.Receipt.Examples["test"], run.Receipt.Test!.Confusion.Sum(row => row.Sum()));
        Assert.Equal([3L, 6, 9], run.Epochs.Select(epoch => epoch.Steps));
    }

    [Fact]
    public void It_learns()
    {
        var run = Execute(Source with { Recipe = Source.Recipe with { Epochs = 8 } });

        // Six classes of about 36 test images each: 0.9 lies more than twenty sd above guessing (1/6).
        Assert.True(run.Receipt.Test!.Accuracy > 0.9, $"accuracy {run.Receipt.Test.Accuracy}");
        Assert.True(run.Epochs[^1].Train.Loss < run.Epochs[0].Train.Loss);
    }

    [Fact]
    public void A_loss_that_is_not_finite_stops_the_run_at_its_step_as_failed()
    {
        var run = Execute(Source with { Recipe = Source.Recipe with { LearningRate = 1e30, Optimizer = new Sgd() } });

        Assert.Equal(RunStatus.Failed, run.Receipt.Status);
        Assert.True(run.Receipt.FailedStep > 1, $"step {run.Receipt.FailedStep}");
        Assert.StartsWith($"The loss at step {run.Receipt.FailedStep} is not finite.", run.Receipt.Error, StringComparison.Ordinal);
        Assert.Null(run.Receipt.WeightsSha256);
        Assert.False(File.Exists(Path.Combine(run.Folder, "weights.safetensors")));

        // The trace holds that step, and has the hash that the receipt says.
        Assert.Equal(run.Receipt.FailedStep, Trace.Read(Path.Combine(run.Folder, "trace.bin")).Steps[^1].Step);
        Assert.Empty(RunCheck.Faults(new(Options.Store), run.Receipt.Id));
        Assert.False(Directory.Exists(WorkOf(run)));
    }

    [Fact]
    public void Damaged_data_is_a_failed_run_that_names_the_file()
    {
        using var data = new TemporaryFolder();
        File.WriteAllText(data.File("digits.csv"), "1,2,3");

        var run = RunExecution.Execute("Small", Source, Options with { Data = data.Path }, new Progress<RunProgress>(), CancellationToken.None);

        Assert.Equal(RunStatus.Failed, run.Receipt.Status);
        Assert.Contains("holds 5 bytes; 264712 are expected", run.Receipt.Error, StringComparison.Ordinal);
        Assert.Contains("digits.csv", File.ReadAllText(Path.Combine(run.Folder, "log.txt")), StringComparison.Ordinal);
    }

    [Fact]
    public void A_device_that_is_not_there_is_a_failed_run_that_names_it()
    {
        var run = RunExecution.Execute("Small", Source, Options with { Device = "cuda:99" }, new Progress<RunProgress>(), CancellationToken.None);

        Assert.StartsWith("There is no device 'cuda:99'", run.Receipt.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_is_known_goes_all_the_way()
    {
        // Not the run's own, so that one made anew on the way would show.
        var known = RunKey.Of(Source, Options with { Threads = 2 });
        Assert.NotEqual(RunKey.Of(Source, Options).Id, known.Id);

        var run = RunExecution.Execute("Small", Source, Options, new Progress<RunProgress>(), CancellationToken.None, known: known);
        var failed = RunExecution.SaveFailed("Small", Source, Options with { Results = Path.Combine(Options.Results, "failed") }, "It died.", "", CancellationToken.None, known);

        Assert.Equal([known.Id], new RunStore(Options.Store).Ids);
        Assert.Equal((known.Id, known.Parts[KeyParts.Threads].Sha256), (run.Receipt.Id, run.Receipt.Key[KeyParts.Threads].Sha256));
        Assert.Equal(known.Id, failed.Receipt.Id);
    }

    [Fact]
    public void A_run_that_failed_is_replaced_when_it_is_done_again()
    {
        var failed = RunExecution.SaveFailed("Small", Source, Options, "the worker died", "exit code 137", CancellationToken.None);
        Assert.Equal(RunStatus.Failed, new RunStore(Options.Store).Find(Source, failed.Receipt.Id)!.Receipt.Status);

        var run = Execute(Source);
        Assert.Equal(failed.Receipt.Id, run.Receipt.Id);
        Assert.Equal(RunStatus.Finished, new RunStore(Options.Store).Find(Source, run.Receipt.Id)!.Receipt.Status);
        Assert.False(File.Exists(Path.Combine(run.Folder, "log.txt")));
    }

    [Fact]
    public void A_run_whose_worker_died_twice_keeps_its_checkpoint_and_the_next_call_goes_on_there()
    {
        var often = Options with { CheckpointEvery = TimeSpan.Zero };
        using (var cancel = new CancellationTokenSource())
        {
            // Left in its midst, as a killed worker leaves it.
            Assert.Throws<OperationCanceledException>(() => RunExecution.Execute("Small", Source, often, new Cancelling(cancel, epoch: 1), cancel.Token));
        }

        var failed = RunExecution.SaveFailed("Small", Source, often, "Its worker died twice.", "killed", CancellationToken.None);
        Assert.Equal((RunStatus.Failed, "Its worker died twice. Its last checkpoint is kept; the next call goes on from there."), (failed.Receipt.Status, failed.Receipt.Error));
        Assert.Empty(RunCheck.Faults(new(Options.Store), failed.Receipt.Id));

        var run = Execute(Source);
        Assert.Equal((RunStatus.Finished, 1), (run.Receipt.Status, run.Receipt.Resumed));
        Assert.Equal(Execute(Source, "undisturbed").Receipt.WeightsSha256, run.Receipt.WeightsSha256);
        Assert.False(Directory.Exists(WorkOf(run)));
    }

    [Fact]
    public void A_run_that_another_process_finished_is_not_stored_as_failed()
    {
        var finished = Execute(Source);

        var run = RunExecution.SaveFailed("Small", Source, Options, "Its worker died twice.", "killed", CancellationToken.None);

        Assert.Equal((RunStatus.Finished, finished.Receipt.WeightsSha256), (run.Receipt.Status, run.Receipt.WeightsSha256));
        Assert.Equal(RunStatus.Finished, new RunStore(Options.Store).FindReceipt(run.Receipt.Id)!.Status);
    }

    [Fact]
    public void Who_says_that_a_run_failed_while_another_process_has_it_can_leave()
    {
        using var held = new RunStore(Options.Store).Open(RunKey.Of(Source, Options).Id, CancellationToken.None);
        using var cancel = new CancellationTokenSource(100);

        Assert.Throws<OperationCanceledException>(() => RunExecution.SaveFailed("Small", Source, Options, "It died.", "", cancel.Token));
    }

    [Fact]
    public void Checkpoints_that_a_killed_process_left_of_a_finished_run_go_with_the_next_look()
    {
        var run = Execute(Source);
        Directory.CreateDirectory(WorkOf(run));
        File.WriteAllText(Path.Combine(WorkOf(run), "checkpoint-3"), "left");

        Assert.True(Execute(Source).Reused);
        Assert.False(Directory.Exists(WorkOf(run)));
    }

    [Fact]
    public void A_cancelled_run_stores_nothing()
    {
        using var cancel = new CancellationTokenSource();
        cancel.Cancel();

        Assert.Throws<OperationCanceledException>(() => RunExecution.Execute("Small", Source, Options, new Progress<RunProgress>(), cancel.Token));
        Assert.False(Directory.Exists(new RunStore(Options.Store).FolderOf(RunKey.Of(Source, Options).Id)));
    }

    [Fact]
    public void No_tensor_is_left_behind()
    {
        Execute(Source);
        Execute(Target(new MultiTaskHeads(["class", "parity"], new Uncertainty())));
        Leftovers.Collect();
        var before = torch.Tensor.TotalCount;

        Execute(Target(new FullFineTune()));
        Execute(Target(new FeatureExtraction(), seed: 1));
        Execute(Target(new MultiTaskHeads(["class", "parity"], new Uncertainty()), seed: 1));

        Assert.Equal(before, torch.Tensor.TotalCount);
    }

    [Fact]
    public void Bfloat16_trains_too_and_is_another_run()
    {
        var (full, half) = (Execute(Source), Execute(Source with { Recipe = Source.Recipe with { Dtype = "bfloat16" } }));

        Assert.Equal(RunStatus.Finished, half.Receipt.Status);
        Assert.NotEqual(full.Receipt.WeightsSha256, half.Receipt.WeightsSha256);
    }

    private string WorkOf(RunRecord run) => Path.Combine(Options.Store, ".running", run.Receipt.Id);

    private RunRecord Execute(RunSpec spec, string elsewhere) =>
        RunExecution.Execute("Small", spec, Options with { Results = Path.Combine(Options.Results, elsewhere) }, new Progress<RunProgress>(), CancellationToken.None);

    /// <summary>Leaves a run once an epoch is done.</summary>
    private sealed class Cancelling(CancellationTokenSource cancel, int epoch) : IProgress<RunProgress>
    {
        public void Report(RunProgress value)
        {
            if (value.Epoch == epoch)
            {
                cancel.Cancel();
            }
        }
    }
}
