using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Runs;
using Reproducible.Strategies;
using Reproducible.Torch;
using Reproducible.Training;
using static Reproducible.Torch.torch;

namespace Reproducible.Tests.Training;

/// <summary>What one step of the training loop does to a network whose first two stages of three are frozen.</summary>
public sealed class FrozenGradientTests : IDisposable
{
    private static readonly RunSpec Spec = new(
        new SmallCnn(4), new Digits { Classes = [7, 9], LabelsPerClass = 8, ValidationPerClass = 4 }, new PartialFreeze(2), new() { Steps = 1, BatchSize = 16, LearningRate = 0.01 }, Seed: 0);

    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Network network;

    public FrozenGradientTests()
    {
        set_num_threads(1);
        manual_seed(0);
        network = new(Spec.Backbone, Spec.Strategy, channels: 1, [("class", 2)]);
    }

    /// <summary>Without augmentation the frozen stages' features are computed once; with it, anew in each step.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_frozen_weight_has_no_gradient_and_every_other_has_one(bool flip)
    {
        TakeOneStep(flip);

        Assert.Equal(2, network.FrozenPrefix);
        Assert.Equal(
            network.Weights.Where(entry => entry.Weight.Stage < 2).Select(entry => entry.Weight.Name),
            network.Weights.Where(entry => entry.Parameter.grad is null).Select(entry => entry.Weight.Name));
        Assert.Contains(network.Weights, entry => entry.Weight.Stage < 2);
    }

    [Fact]
    public void What_the_frozen_stages_give_asks_for_no_gradient_and_what_follows_does()
    {
        network.SetTraining(true);
        var prefixed = network.Prefix(rand(4, 1, 8, 8));

        Assert.False(prefixed.requires_grad);
        Assert.True(network.Logits(prefixed)[0].requires_grad);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Frozen_statistics_keep_every_bit_and_trained_ones_move(bool flip)
    {
        var before = Statistics();
        TakeOneStep(flip);
        var after = Statistics();

        // Stages 0 and 1 have two normalisations each, stage 2 has one; each has a mean, a variance and a count of batches.
        Assert.Equal(15, before.Count);
        Assert.Equal(
            ["backbone.2.1.num_batches_tracked", "backbone.2.1.running_mean", "backbone.2.1.running_var"],
            before.Keys.Where(name => !before[name].AsSpan().SequenceEqual(after[name])).Order(StringComparer.Ordinal));
    }

    public void Dispose()
    {
        network.Dispose();
        scope.Dispose();
    }

    private void TakeOneStep(bool flip)
    {
        var spec = Spec with { Recipe = Spec.Recipe with { Flip = flip } };
        using var data = new RunData(spec, dataset => dataset.Read(folder: null), CPU);
        using var frozen = new FrozenFeatures(spec, network, data, features: null);
        using var loop = new TrainingLoop(spec, network, data, frozen, new NoRecorder());

        Assert.Null(loop.Run().FailedStep);
    }

    /// <summary>Bytes of each buffer: means, variances and counts of the normalisations.</summary>
    private Dictionary<string, byte[]> Statistics() => network.named_buffers().ToDictionary(entry => entry.name, entry => entry.buffer.bytes.ToArray());
}
