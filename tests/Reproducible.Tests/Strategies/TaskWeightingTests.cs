using Reproducible.Strategies;
using static Reproducible.Torch.torch;

namespace Reproducible.Tests.Strategies;

public sealed class TaskWeightingTests
{
    [Fact]
    public void Fixed_weights_default_to_the_sum_of_losses()
    {
        using var scope = NewDisposeScope();

        Assert.Equal(5f, new FixedWeights().Combine([tensor(2f), tensor(3f)], learned: null).item<float>());
    }

    [Fact]
    public void Fixed_weights_multiply_each_loss()
    {
        using var scope = NewDisposeScope();

        Assert.Equal(0.5f * 2 + 4 * 3, new FixedWeights([0.5, 4]).Combine([tensor(2f), tensor(3f)], learned: null).item<float>());
    }

    [Fact]
    public void Uncertainty_starts_as_the_sum_of_losses()
    {
        using var scope = NewDisposeScope();

        Assert.Equal(5f, new Uncertainty().Combine([tensor(2f), tensor(3f)], zeros(2)).item<float>());
    }

    [Fact]
    public void Uncertainty_weighs_by_precision_and_charges_for_variance()
    {
        using var scope = NewDisposeScope();

        // exp(-ln 2)·2 + ln 2/2 + exp(-ln 4)·3 + ln 4/2 = 1 + 0.75 + ln 8 / 2
        var loss = new Uncertainty().Combine([tensor(2f), tensor(3f)], tensor([MathF.Log(2), MathF.Log(4)]));

        Assert.Equal(1.75 + (Math.Log(8) / 2), loss.item<float>(), 5);
    }

    [Fact]
    public void Uncertainty_is_least_where_the_variance_is_twice_the_loss()
    {
        using var scope = NewDisposeScope();
        var learned = tensor([MathF.Log(4), MathF.Log(6)], requires_grad: true);
        new Uncertainty().Combine([tensor(2f), tensor(3f)], learned).backward();

        Assert.All(learned.grad!.data<float>().ToArray(), slope => Assert.Equal(0, slope, 6));
    }

    [Fact]
    public void A_weight_too_few_is_named() =>
        Assert.Equal(["FixedWeights: Weights is [1]; 2 numbers of 0 or more are expected, one a task."], new FixedWeights([1]).ProblemsWith(2));
}
