using Reproducible.Backbones;
using static Reproducible.Torch.torch;

namespace Reproducible.Tests.Backbones;

/// <summary>What holds for every backbone. A new backbone's test derives from this and states its numbers.</summary>
/// <param name="weights">Learnable numbers in all, for one input channel.</param>
public abstract class BackboneTests(Backbone backbone, int stages, int features, long weights)
{
    [Fact]
    public void Has_the_stages_it_says() => Assert.Equal((stages, stages), (backbone.StageCount, backbone.Build(channels: 1).Count));

    [Theory]
    [InlineData(28)]
    [InlineData(8)]
    public void Makes_a_feature_vector_of_each_image(int side)
    {
        using var scope = NewDisposeScope();
        var made = backbone.Build(channels: 1).Aggregate(rand(3, 1, side, side), (value, stage) => stage.call(value));

        Assert.Equal([3, features], made.shape);
        Assert.Equal(features, backbone.Features);
    }

    [Fact]
    public void Has_as_many_weights_as_its_layers_add_up_to() =>
        Assert.Equal(weights, backbone.Build(channels: 1).SelectMany(stage => stage.parameters()).Sum(weight => weight.numel()));

    [Fact]
    public void Takes_images_of_several_channels()
    {
        using var scope = NewDisposeScope();

        Assert.Equal([2, features], backbone.Build(channels: 3).Aggregate(rand(2, 3, 28, 28), (value, stage) => stage.call(value)).shape);
    }

    [Fact]
    public void The_same_seed_draws_the_same_weights()
    {
        manual_seed(7);
        var first = backbone.Build(channels: 1);
        manual_seed(7);
        var second = backbone.Build(channels: 1);

        Assert.All(
            first.SelectMany(stage => stage.parameters()).Zip(second.SelectMany(stage => stage.parameters())),
            pair => Assert.True(pair.First.equal(pair.Second)));
    }
}
