using Reproducible.Torch.Modules;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests.Nn;

public class LayerTests
{
    public static TheoryData<string, Func<nn.Module<Tensor, Tensor>>, string> Refused => new()
    {
        { "linear", () => nn.Linear(0, 3), "inputSize is 0: give 1 or more." },
        { "dropout", () => nn.Dropout(1.5), "p is 1.5: give a probability from 0 to 1." },
        { "groups", () => nn.Conv2d(3, 4, 3, groups: 2), "3 channels in and 4 out don't fall into 2 equal groups." },
        { "same", () => nn.Conv2d(3, 4, 3, Padding.Same, stride: 2), "Padding.Same needs a stride of 1, it is (2, 2)." },
        { "embedding", () => nn.Embedding(5, 2, padding_idx: 5), "padding_idx is 5, the table has 5 rows: give a number from -5 to 4." },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void Settings_out_of_range_are_refused_with_what_would_do(string what, Func<nn.Module<Tensor, Tensor>> make, string words)
    {
        using var scope = NewDisposeScope();

        Assert.True(Assert.Throws<ArgumentException>(() => make()).Message.StartsWith(words, StringComparison.Ordinal), what);
    }

    [Fact]
    public void Batch_normalisation_refuses_another_number_of_dimensions()
    {
        using var scope = NewDisposeScope();
        using var norm = nn.BatchNorm2d(3);

        Assert.Equal(
            "BatchNorm2d takes an input of 4 dimensions, this one has shape [2, 3].",
            Assert.Throws<ArgumentException>(() => norm.call(zeros(2, 3))).Message);
    }

    /// <summary>Python's layer refuses it too; libtorch itself gives zeros and a running variance of NaN.</summary>
    [Theory]
    [InlineData(new long[] { 1, 3 })]
    [InlineData(new long[] { 1, 3, 1 })]
    [InlineData(new long[] { 1, 3, 1, 1 })]
    public void Batch_normalisation_does_not_train_on_one_value_per_channel(long[] shape)
    {
        using var scope = NewDisposeScope();
        using nn.Module<Tensor, Tensor> norm = shape.Length == 4 ? nn.BatchNorm2d(3) : nn.BatchNorm1d(3);

        Assert.StartsWith(
            $"Batch normalisation needs more than one value per channel to train, the input has shape [{string.Join(", ", shape)}].",
            Assert.Throws<ArgumentException>(() => norm.call(zeros(shape))).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => nn.functional.batch_norm(zeros(shape), zeros(3), ones(3), training: true));

        norm.eval();
        Assert.Equal(shape, norm.call(zeros(shape)).shape);
    }

    [Theory]
    [InlineData(new long[] { 2, 3 })]
    [InlineData(new long[] { 1, 3, 2 })]
    [InlineData(new long[] { 3, 1 })]
    public void Batch_normalisation_trains_on_two_values_per_channel(long[] shape)
    {
        using var scope = NewDisposeScope();

        Assert.Equal(shape, nn.functional.batch_norm(zeros(shape), null, null, training: true).shape);
    }

    [Fact]
    public void An_input_of_the_wrong_width_comes_back_as_libtorchs_words()
    {
        using var scope = NewDisposeScope();
        using var layer = nn.Linear(2, 3);

        Assert.Contains("mat1 and mat2 shapes cannot be multiplied (1x5 and 2x3)", Assert.Throws<TorchException>(() => layer.call(zeros(1, 5))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dropout_of_everything_leaves_zeros_and_of_nothing_the_input()
    {
        using var scope = NewDisposeScope();

        Assert.Equal([0f, 0f], nn.Dropout(1).call(ones(2)).ToArray<float>());
        Assert.Equal([1f, 1f], nn.Dropout(0).call(ones(2)).ToArray<float>());
    }

    [Fact]
    public void A_padding_of_zero_is_the_number()
    {
        using var scope = NewDisposeScope();

        Assert.Equal([1, 1, 3, 3], nn.Conv2d(1, 1, 3, padding: 0).call(zeros(1, 1, 5, 5)).shape);
        Assert.Equal([1, 1, 3, 3], nn.Conv2d(1, 1, (3, 3), padding: (0, 0)).call(zeros(1, 1, 5, 5)).shape);
        Assert.Equal([1, 1, 5, 5], nn.Conv2d(1, 1, 3, Padding.Same).call(zeros(1, 1, 5, 5)).shape);
    }

    [Fact]
    public void Identity_hands_on_the_very_tensor()
    {
        using var scope = NewDisposeScope();
        var x = ones(1);

        Assert.Same(x, nn.Identity().call(x));
    }

    [Fact]
    public void A_parameter_made_of_a_computed_tensor_is_a_leaf_of_its_own()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(ones(2, requires_grad: true) * 3);

        Assert.True(parameter.is_leaf);
        Assert.True(parameter.requires_grad);
        Assert.Equal([3f, 3f], parameter.ToArray<float>());
        Assert.False(new Parameter(ones(2), requires_grad: false).requires_grad);
    }
}
