using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Strategies;
using Reproducible.Training;

namespace Reproducible.Tests.Training;

public sealed class GradientRecorderTests : SmallRuns
{
    [Fact]
    public void Keeps_the_spread_of_each_learning_weights_gradient_at_each_epoch_and_changes_no_bit()
    {
        var plain = Execute(Source);
        var watched = RunExecution.Execute(
            "Small", Source, Options with { Results = Path.Combine(Options.Results, "watched"), Gradients = true }, new Progress<RunProgress>(), CancellationToken.None);

        Assert.Equal(plain.Receipt.Id, watched.Receipt.Id);
        Assert.Equal(plain.Receipt.WeightsSha256, watched.Receipt.WeightsSha256);
        Assert.Equal(plain.Receipt.Files["trace.bin"], watched.Receipt.Files["trace.bin"]);
        Assert.False(File.Exists(Path.Combine(plain.Folder, "gradients.csv")));
        var rows = GradientTable.Read(Path.Combine(watched.Folder, "gradients.csv"));
        Assert.Equal(watched.Epochs.Select(epoch => epoch.Steps), rows.Select(row => row.Step).Distinct());
        // Every value of every weight that learns, buffers not among them.
        Assert.All(rows.GroupBy(row => row.Step), epoch => Assert.Equal(watched.Receipt.TrainableParameters, epoch.Sum(row => row.Gradient.Count)));
        Assert.All(rows, row => Assert.Equal(row.Gradient.Count, row.Gradient.Buckets.Sum()));
        Assert.Contains(rows, row => row.Gradient.SumSquares > 0);
    }

    [Fact]
    public void Knows_only_weights_that_learn()
    {
        Execute(Source);
        var run = RunExecution.Execute("Small", Target(new FeatureExtraction()), Options with { Gradients = true }, new Progress<RunProgress>(), CancellationToken.None);

        Assert.All(GradientTable.Read(Path.Combine(run.Folder, "gradients.csv")), row => Assert.StartsWith("heads.", row.Weight, StringComparison.Ordinal));
    }

    [Fact]
    public void Is_no_part_of_the_key() =>
        Assert.Equal(RunKey.Of(Source, Options).Id, RunKey.Of(Source, Options with { Gradients = true }).Id);
}
