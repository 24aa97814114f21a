using Reproducible.Datasets;
using Reproducible.Execution;
using Reproducible.Runs;
using Reproducible.Strategies;

namespace Reproducible.Tests.Execution;

public class EstimatesTests
{
    private static readonly Recipe Plain = new() { Epochs = 30, BatchSize = 10 };

    [Fact]
    public void Frozen_stages_cost_less_cached_ones_nearly_nothing_and_replay_twice()
    {
        var everything = Units(new FullFineTune(), Plain);
        var frozen = Units(new PartialFreeze(2), Plain with { Flip = true });
        var cached = Units(new PartialFreeze(2), Plain);
        var replayed = Units(new MultiTaskHeads(["class", "parity"], new FixedWeights()), Plain);

        Assert.True(Units(new FeatureExtraction(), Plain) < cached && cached < frozen && frozen < everything);

        // 100 images 30 times, three stages and the head's tenth, forward and twice as much backward, four features: once more.
        Assert.Equal(100 * 30 * 3.1 * 3 * 4, replayed - everything, 6);
    }

    [Fact]
    public void More_epochs_more_steps_and_more_labels_cost_more()
    {
        Assert.True(Units(new FromScratch(), Plain with { Epochs = 60 }) > 1.7 * Units(new FromScratch(), Plain with { Epochs = 30 }));
        Assert.True(Units(new FromScratch(), Plain with { Steps = 600 }) > Units(new FromScratch(), Plain with { Steps = 300 }));
        Assert.True(Units(new FromScratch(), Plain, new Digits()) > Units(new FromScratch(), Plain, new Digits { LabelsPerClass = 10 }));
    }

    [Fact]
    public void A_run_takes_what_its_like_took_and_others_go_at_that_pace()
    {
        var known = Planned.Run(new FromScratch(), 0, recipe: Plain) with { Earlier = new(Seconds: 12, 0, 0) };
        var half = Planned.Run(new FromScratch(), 0, recipe: Plain with { Epochs = 15 });
        var estimates = new Estimates([known, half]);

        Assert.True(estimates.AreGrounded);
        Assert.Equal(12, estimates.SecondsOf(known));
        Assert.Equal(0.2 + (12 * RunCost.UnitsOf(half.Spec) / RunCost.UnitsOf(known.Spec)), estimates.SecondsOf(half), 6);
    }

    [Fact]
    public void Without_a_like_the_declaration_says_enough_to_tell_long_from_short()
    {
        var source = Planned.Run(new FromScratch(), 0, recipe: Plain, dataset: new FashionMnist());
        var few = Planned.Run(new FromScratch(), 0, recipe: Plain);
        var estimates = new Estimates([few, source]);

        Assert.False(estimates.AreGrounded);
        Assert.True(estimates.SecondsOf(source) > 50 * estimates.SecondsOf(few));
    }

    [Fact]
    public void A_batch_that_is_searched_for_is_estimated_as_all_examples()
    {
        Assert.Equal(Units(new FromScratch(), Plain with { Steps = 3, BatchSize = 100 }), Units(new FromScratch(), Plain with { Steps = 3, BatchSize = Recipe.LargestBatch }));
    }

    private static double Units(Strategy strategy, Recipe recipe, Dataset? dataset = null) => RunCost.UnitsOf(Planned.Run(strategy, 0, recipe: recipe, dataset: dataset).Spec);
}
