using Reproducible.Runs;
using Reproducible.Strategies;
using Reproducible.Training;

namespace Reproducible.Tests.Training;

public sealed class RangeTestTests : SmallRuns
{
    /// <summary>Learns nothing at all.</summary>
    private sealed record Frozen : Strategy
    {
        public override bool StartsFromSource => false;

        public override double Rate(Weight weight) => 0;
    }

    [Fact]
    public void Rises_from_a_ten_millionth_to_ten_by_the_same_factor_each_step()
    {
        var curve = RangeTest.Run(Source, Options, CancellationToken.None);

        Assert.Equal(1e-7, curve.Steps[0].Rate, 1e-18);
        Assert.All(curve.Steps.Zip(curve.Steps.Skip(1)), pair => Assert.Equal(Math.Pow(1e8, 1 / 99.0), pair.Second.Rate / pair.First.Rate, 9));
        Assert.True(curve.DivergedAt is not null || curve.Steps is [.., { Step: 100, Rate: > 9.999 and < 10.001 }]);
        Assert.InRange(curve.Steepest!.Value, 1e-5, 1);
    }

    [Fact]
    public void Gives_the_same_bits_each_time_and_stores_nothing()
    {
        var first = RangeTest.Run(Source, Options, CancellationToken.None);

        Assert.Equal(first.Steps, RangeTest.Run(Source, Options, CancellationToken.None).Steps);
        Assert.False(Directory.Exists(Options.Store));
    }

    [Fact]
    public void Starts_from_the_source_weights()
    {
        Execute(Source);
        var tuned = RangeTest.Run(Target(new FullFineTune()), Options, CancellationToken.None);
        var scratch = RangeTest.Run(Target(new FromScratch()), Options, CancellationToken.None);

        Assert.NotEqual(scratch.Steps[0].Loss, tuned.Steps[0].Loss);
    }

    [Fact]
    public void Says_where_the_source_weights_are_missing() =>
        Assert.Contains("source weights", Assert.Throws<ReproducibleException>(() => RangeTest.Run(Target(new FullFineTune()), Options, CancellationToken.None)).Message, StringComparison.Ordinal);

    [Fact]
    public void Keeps_all_of_a_recipe_but_the_rates_course()
    {
        var recipe = new Recipe { Epochs = 3, BatchSize = 7, LearningRate = 0.02, BackboneLearningRate = 0.005, WeightDecay = 0.1, LabelSmoothing = 0.1, Flip = true, Optimizer = new Sgd() };
        var rising = RangeTest.Rising(recipe);

        Assert.Equal(4, rising.LearningRate / rising.BackboneLearningRate!.Value, 12);
        Assert.Equal(
            recipe,
            rising with { LearningRate = 0.02, BackboneLearningRate = 0.005, Schedule = recipe.Schedule, Steps = null, EvaluateEvery = 1 });
        Assert.Null(RangeTest.Rising(recipe with { BackboneLearningRate = null }).BackboneLearningRate);
    }

    [Fact]
    public void Refuses_what_learns_nothing()
    {
        Assert.Contains("learns no weight", Message(Source with { Strategy = new Frozen() }), StringComparison.Ordinal);
        Assert.Contains("LearningRate is 0", Message(Source with { Recipe = Source.Recipe with { LearningRate = 0 } }), StringComparison.Ordinal);

        string Message(RunSpec spec) => Assert.Throws<ReproducibleException>(() => RangeTest.Run(spec, Options, CancellationToken.None)).Message;
    }

    [Fact]
    public void Can_be_stopped() => Assert.Throws<OperationCanceledException>(() => RangeTest.Run(Source, Options, new(canceled: true)));
}
