using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Runs;
using Reproducible.Strategies;

namespace Reproducible.Build.Tests;

public class SpecNamesTests
{
    private static readonly RunSpec Spec = new(new SmallCnn(16), new FashionMnist { Classes = [0, 2], LabelsPerClass = 10 }, new FullFineTune(), new(), Seed: 0);

    [Fact]
    public void Are_the_strategies_where_these_differ() =>
        Assert.Equal(["FullFineTune", "FeatureExtraction"], SpecNames.Of([Spec, Spec with { Strategy = new FeatureExtraction(), Recipe = new() { Epochs = 3 } }]));

    [Fact]
    public void Say_what_else_differs() => Assert.Equal(
        ["FullFineTune LabelsPerClass=10", "FullFineTune LabelsPerClass=50"],
        SpecNames.Of([Spec, Spec with { Dataset = new FashionMnist { Classes = [0, 2], LabelsPerClass = 50 } }]));

    [Fact]
    public void Tell_settings_of_one_strategy_apart() => Assert.Equal(
        ["PartialFreeze(Stages=1)", "PartialFreeze(Stages=2)"],
        SpecNames.Of([Spec with { Strategy = new PartialFreeze(1) }, Spec with { Strategy = new PartialFreeze(2) }]));

    [Fact]
    public void Name_the_recipe_where_nothing_else_differs() =>
        Assert.Equal(["FullFineTune Epochs=10", "FullFineTune Epochs=3"], SpecNames.Of([Spec, Spec with { Recipe = new() { Epochs = 3 } }]));

    [Fact]
    public void Name_whole_parts_of_another_kind() =>
        Assert.Equal(["FullFineTune SmallCnn(Width=16)", "FullFineTune ResNet(Blocks=2, Width=16)"], SpecNames.Of([Spec, Spec with { Backbone = new ResNet(16, 2) }]));
}
