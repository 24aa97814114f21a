using Reproducible.Runs;
using Reproducible.Training;

namespace Reproducible.Tests.Runs;

public sealed class RecipeTests
{
    [Fact]
    public void The_default_has_no_fault() => Assert.Empty(new Recipe().Problems());

    [Fact]
    public void Every_fault_is_named_at_once()
    {
        var recipe = new Recipe
        {
            Epochs = 0,
            EvaluateEvery = 0,
            BatchSize = 0,
            LearningRate = double.NaN,
            BackboneLearningRate = -1,
            WeightDecay = -1,
            LabelSmoothing = 1,
            Shift = -1,
            Dtype = "float8",
            Optimizer = new Sgd(Momentum: 1),
            Schedule = new OneCycle(WarmUp: 0),
        };

        Assert.Equal(11, recipe.Problems().Count());
        Assert.Contains("Dtype is 'float8'. There are: float32, bfloat16.", recipe.Problems());
    }
}
