using Reproducible.Execution;
using Reproducible.Runs;
using Reproducible.Store;
using Reproducible.Training;

namespace Reproducible.Tests.Training;

/// <summary>Data files that change while a run goes on.</summary>
public sealed class InputFilesTests : SmallRuns
{
    private readonly TemporaryFolder data = new();

    public InputFilesTests() => Restore();

    private string Digits => data.File("digits.csv");

    private LabOptions WithData => Options with { Data = data.Path };

    private static Experiment Asked => new() { Backbones = [Source.Backbone], Datasets = [Source.Dataset], Strategies = [Source.Strategy], Recipe = Source.Recipe, Seeds = [Source.Seed] };

    [Fact]
    public void A_file_that_changes_makes_the_run_invalid_and_the_plan_says_why()
    {
        var run = Execute(() => File.AppendAllText(Digits, "1"));

        Assert.Equal(RunStatus.Invalid, run.Receipt.Status);
        Assert.StartsWith("An input changed while the run went on, so it is not kept for reuse. ", run.Receipt.Error, StringComparison.Ordinal);
        Assert.Contains(Digits, run.Receipt.Error, StringComparison.Ordinal);
        Assert.Null(run.Receipt.WeightsSha256);

        var planned = Assert.Single(Plan.Of([new("Small", "", Asked)], WithData).Runs);
        Assert.Equal((null, $"invalid last time: {run.Receipt.Error}"), (planned.Stored, planned.Reason));
    }

    [Fact]
    public void An_invalid_run_is_done_again_from_its_first_step_and_replaced()
    {
        var invalid = Execute(() => File.AppendAllText(Digits, "1"));
        Restore();

        var run = Execute(() => { });

        Assert.Equal((invalid.Receipt.Id, RunStatus.Finished, 0), (run.Receipt.Id, run.Receipt.Status, run.Receipt.Resumed));
        Assert.Equal(RunStatus.Finished, new RunStore(Options.Store).FindReceipt(run.Receipt.Id)!.Status);
        Assert.False(File.Exists(Path.Combine(run.Folder, "log.txt")));
    }

    [Fact]
    public void A_file_that_goes_makes_the_run_invalid()
    {
        var run = Execute(() => File.Delete(Digits));

        Assert.Equal(RunStatus.Invalid, run.Receipt.Status);
        Assert.Contains($"There is no '{Digits}'", run.Receipt.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_only_touched_changes_nothing() =>
        Assert.Equal(RunStatus.Finished, Execute(() => File.SetLastWriteTimeUtc(Digits, DateTime.UnixEpoch)).Receipt.Status);

    public override void Dispose()
    {
        data.Dispose();
        base.Dispose();
    }

    private void Restore() => File.WriteAllBytes(Digits, Source.Dataset.Files[0].Read(Source.Dataset.Home, "", bytes => bytes));

    private RunRecord Execute(Action meanwhile) =>
        RunExecution.Execute("Small", Source, WithData with { CheckpointEvery = TimeSpan.Zero }, new AfterFirstEpoch(meanwhile), CancellationToken.None);

    private sealed class AfterFirstEpoch(Action act) : IProgress<RunProgress>
    {
        private bool isDone;

        public void Report(RunProgress value)
        {
            if (value.Epoch == 1 && !isDone)
            {
                isDone = true;
                act();
            }
        }
    }
}
