using Reproducible.Torch.Modules;
using Reproducible.Torch.Tests.Fixtures;
using static Reproducible.Torch.torch;
using static Reproducible.Torch.torch.nn.utils;

namespace Reproducible.Torch.Tests.Nn;

/// <summary>Clipping of gradients, against Fixtures/clipping.safetensors.</summary>
public class ClippingFixtureTests
{
    private static readonly FixtureFile File = new("clipping");
    private static readonly string[] Names = ["a", "b", "c"];

    public static TheoryData<string, double, double> Norms =>
    [
        ("norm", 1.5, 2.0),
        ("norm_high", 1000.0, 2.0),
        ("norm_l1", 2.0, 1.0),
        ("norm_infinity", 0.5, double.PositiveInfinity),
    ];

    [Theory]
    [MemberData(nameof(Norms))]
    public void Norm_and_clipped_gradients_are_bit_for_bit_Pythons(string name, double longest, double type)
    {
        using var scope = NewDisposeScope();
        var weights = WithGradients();

        Assert.Equal(File[$"{name}.total"].item<float>(), (float)clip_grad_norm_(weights, longest, type));
        Compare(name, weights);
    }

    [Fact]
    public void Gradients_clipped_by_value_are_bit_for_bit_Pythons()
    {
        using var scope = NewDisposeScope();
        var weights = WithGradients();
        clip_grad_value_(weights, 0.75);

        Compare("value", weights);
    }

    [Fact]
    public void Weights_without_gradients_have_the_norm_zero()
    {
        using var scope = NewDisposeScope();

        Assert.Equal(0, clip_grad_norm_([new Parameter(ones(2))], 1.0));
    }

    [Fact]
    public void A_norm_that_is_not_finite_is_refused_when_asked_for_and_changes_nothing()
    {
        using var scope = NewDisposeScope();
        var weight = new Parameter(ones(2));
        (weight * tensor([1f, float.PositiveInfinity])).sum().backward();

        Assert.Throws<TorchException>(() => clip_grad_norm_([weight], 1.0, error_if_nonfinite: true));
        Assert.Equal([1f, float.PositiveInfinity], weight.grad!.ToArray<float>());
    }

    [Fact]
    public void Parameters_become_one_vector_and_the_vector_parameters_again()
    {
        using var scope = NewDisposeScope();
        Parameter[] weights = [new(tensor([1f, 2f])), new(tensor([3f, 4f, 5f, 6f]).reshape(2, 2))];
        var vector = parameters_to_vector(weights);
        vector_to_parameters(vector.detach() * 10, weights);

        Assert.Equal([1f, 2f, 3f, 4f, 5f, 6f], vector.ToArray<float>());
        Assert.Equal([10f, 20f], weights[0].ToArray<float>());
        Assert.Equal([30f, 40f, 50f, 60f], weights[1].ToArray<float>());
        Assert.Throws<ArgumentException>(() => vector_to_parameters(zeros(5), weights));
    }

    private static Parameter[] WithGradients() =>
    [
        .. Names.Select(name =>
        {
            var weight = new Parameter(zeros_like(File[$"grad.{name}"]));
            (weight * File[$"grad.{name}"]).sum().backward();
            return weight;
        }),
    ];

    private static void Compare(string name, Parameter[] weights)
    {
        for (var i = 0; i < weights.Length; i++)
        {
            Bits.Pythons(File[$"{name}.{Names[i]}"], weights[i].grad, Names[i]);
        }
    }
}
