using Reproducible.Runs;
using Reproducible.Strategies;
using Reproducible.Torch;

namespace Reproducible.Tests.Training;

/// <summary>Which transform a run's images go through.</summary>
public sealed class RunTransformTests : SmallRuns
{
    public static TheoryData<Strategy> Transferring => [new FeatureExtraction(), new PartialFreeze(1), new FullFineTune(), new MultiTaskHeads(["class", "parity"], new FixedWeights())];

    [Theory]
    [MemberData(nameof(Transferring))]
    public void A_run_that_starts_from_a_source_sees_as_the_source_does(Strategy strategy)
    {
        using var scope = torch.NewDisposeScope();
        var (source, target) = (TransformOf(Execute(Source)), TransformOf(Execute(Target(strategy))));

        Assert.Equal(source, target);
    }

    [Fact]
    public void A_run_from_scratch_sees_by_its_own_split_and_other_labels_are_another_split()
    {
        using var scope = torch.NewDisposeScope();
        var (source, first, second) = (TransformOf(Execute(Source)), TransformOf(Execute(Target(new FromScratch()))), TransformOf(Execute(Target(new FromScratch(), seed: 1))));

        Assert.Equal(3, new[] { source[0], first[0], second[0] }.Distinct().Count());
    }

    [Fact]
    public void A_source_of_a_source_is_seen_by_all_three()
    {
        using var scope = torch.NewDisposeScope();
        var middle = Target(new FullFineTune());
        var last = Target(new FeatureExtraction()) with { Source = middle };

        Assert.Equal(TransformOf(Execute(Source)), TransformOf((Execute(middle), Execute(last)).Item2));
    }

    [Fact]
    public void What_is_seen_is_mean_and_deviation_of_the_training_images()
    {
        using var scope = torch.NewDisposeScope();
        var corpus = Source.Dataset.Read(folder: null);
        var pixels = corpus.Train.At(Source.Dataset.Split(corpus, Source.Seed).Train).Pixels;
        var mean = pixels.Average(value => (double)value);
        var deviation = Math.Sqrt(pixels.Average(value => (value - mean) * (value - mean)));

        var found = TransformOf(Execute(Source));

        Assert.Equal(mean, found[0], 1e-6);
        Assert.Equal(1 / deviation, found[1], 1e-7);
    }

    /// <summary>Mean and scale of the one channel.</summary>
    private static float[] TransformOf(RunRecord run)
    {
        var weights = WeightsOf(run);

        return [weights["transform.mean"].item<float>(), weights["transform.scale"].item<float>()];
    }
}
