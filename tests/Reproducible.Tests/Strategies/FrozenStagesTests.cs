using Reproducible.Strategies;
using Reproducible.Tests.Training;

namespace Reproducible.Tests.Strategies;

public sealed class FrozenStagesTests : SmallRuns
{
    [Fact]
    public void Feature_extraction_leaves_every_backbone_bit_as_the_source_left_it() => Assert.Equal([], MovedStages(new FeatureExtraction()));

    [Fact]
    public void Partial_freezing_moves_only_the_stages_behind() => Assert.Equal(["1", "2"], MovedStages(new PartialFreeze(1)));

    [Fact]
    public void Freezing_all_stages_is_feature_extraction() => Assert.Equal([], MovedStages(new PartialFreeze(3)));

    [Fact]
    public void Full_fine_tuning_moves_every_stage() => Assert.Equal(["0", "1", "2"], MovedStages(new FullFineTune()));

    [Fact]
    public void Frozen_stages_do_not_count_as_trainable()
    {
        Execute(Source);
        var (all, head) = (Execute(Target(new FullFineTune())).Receipt, Execute(Target(new FeatureExtraction())).Receipt);

        Assert.Equal(all.Parameters, all.TrainableParameters);
        Assert.Equal(all.Parameters, head.Parameters);

        // A linear head from 4 × 4 features to 2 classes, with bias.
        Assert.Equal((16 * 2) + 2, head.TrainableParameters);
    }

    [Fact]
    public void From_scratch_starts_from_no_source_and_from_the_weights_that_its_seed_draws()
    {
        var run = Execute(Target(new FromScratch()));

        Assert.Null(run.Receipt.SourceId);
        Assert.Equal(run.Receipt.Parameters, run.Receipt.TrainableParameters);
    }

    [Fact]
    public void A_transferred_run_names_the_weights_it_started_from()
    {
        var source = Execute(Source);
        var run = Execute(Target(new FullFineTune()));

        Assert.Equal((source.Receipt.Id, source.Receipt.WeightsSha256), (run.Receipt.SourceId, run.Receipt.SourceWeightsSha256));
    }

    /// <summary>Stages with any weight or statistic that differs in any bit from the source's.</summary>
    private IEnumerable<string> MovedStages(Strategy strategy)
    {
        var (source, target) = (WeightsOf(Execute(Source)), WeightsOf(Execute(Target(strategy))));

        return source.Keys.Where(name => name.StartsWith("backbone.", StringComparison.Ordinal))
            .Where(name => !source[name].bytes.ToArray().AsSpan().SequenceEqual(target[name].bytes.ToArray()))
            .Select(name => name.Split('.')[1])
            .Distinct()
            .Order();
    }
}
