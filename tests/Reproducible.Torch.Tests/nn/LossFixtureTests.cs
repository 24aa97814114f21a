using Reproducible.Torch.Tests.Fixtures;
using static Reproducible.Torch.torch;
using F = Reproducible.Torch.torch.nn.functional;

namespace Reproducible.Torch.Tests.Nn;

/// <summary>Each loss with each option, as a function and as a module, against Fixtures/losses.safetensors.</summary>
public class LossFixtureTests
{
    private static readonly FixtureFile File = new("losses");

    private static readonly Dictionary<string, (Func<Tensor[], nn.Reduction, Tensor> Function, Func<Tensor[], nn.Reduction, nn.Module<Tensor, Tensor, Tensor>> Module)> Losses = new()
    {
        ["cross_entropy"] = ((x, r) => F.cross_entropy(x[0], x[1], reduction: r), (_, r) => nn.CrossEntropyLoss(reduction: r)),
        ["cross_entropy_weighted"] = ((x, r) => F.cross_entropy(x[0], x[1], x[2], reduction: r), (x, r) => nn.CrossEntropyLoss(x[2], reduction: r)),
        ["cross_entropy_ignoring"] = ((x, r) => F.cross_entropy(x[0], x[1], ignore_index: 2, reduction: r), (_, r) => nn.CrossEntropyLoss(ignore_index: 2, reduction: r)),
        ["cross_entropy_smoothed"] = ((x, r) => F.cross_entropy(x[0], x[1], reduction: r, label_smoothing: 0.1), (_, r) => nn.CrossEntropyLoss(reduction: r, label_smoothing: 0.1)),
        ["cross_entropy_everything"] = ((x, r) => F.cross_entropy(x[0], x[1], x[2], 2, r, 0.2), (x, r) => nn.CrossEntropyLoss(x[2], 2, r, 0.2)),
        ["cross_entropy_shares"] = ((x, r) => F.cross_entropy(x[0], x[1], reduction: r, label_smoothing: 0.1), (_, r) => nn.CrossEntropyLoss(reduction: r, label_smoothing: 0.1)),
        ["cross_entropy_maps"] = ((x, r) => F.cross_entropy(x[0], x[1], reduction: r), (_, r) => nn.CrossEntropyLoss(reduction: r)),
        ["mse"] = ((x, r) => F.mse_loss(x[0], x[1], r), (_, r) => nn.MSELoss(r)),
        ["bce"] = ((x, r) => F.binary_cross_entropy_with_logits(x[0], x[1], reduction: r), (_, r) => nn.BCEWithLogitsLoss(reduction: r)),
        ["bce_weighted"] = ((x, r) => F.binary_cross_entropy_with_logits(x[0], x[1], x[2], r, x[3]), (x, r) => nn.BCEWithLogitsLoss(x[2], r, x[3])),
        ["nll"] = ((x, r) => F.nll_loss(x[0], x[1], reduction: r), (_, r) => nn.NLLLoss(reduction: r)),
        ["nll_weighted_ignoring"] = ((x, r) => F.nll_loss(x[0], x[1], x[2], r, 2), (x, r) => nn.NLLLoss(x[2], r, 2)),
        ["kl"] = ((x, r) => F.kl_div(x[0], x[1], log_target: false, r), (_, r) => nn.KLDivLoss(log_target: false, r)),
        ["kl_log_target"] = ((x, r) => F.kl_div(x[0], x[1], reduction: r), (_, r) => nn.KLDivLoss(reduction: r)),
        ["smooth_l1"] = ((x, r) => F.smooth_l1_loss(x[0], x[1], r), (_, r) => nn.SmoothL1Loss(r)),
        ["smooth_l1_beta"] = ((x, r) => F.smooth_l1_loss(x[0], x[1], r, 0.3), (_, r) => nn.SmoothL1Loss(r, 0.3)),
    };

    public static TheoryData<string, nn.Reduction> Cases =>
        [.. Losses.Keys.SelectMany(name => new[] { nn.Reduction.None, nn.Reduction.Mean, nn.Reduction.Sum }.Select(r => (name, r))), ("kl", nn.Reduction.BatchMean)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Function_value_and_gradients_are_bit_for_bit_Pythons(string name, nn.Reduction reduction)
    {
        using var scope = NewDisposeScope();

        Compare(name, reduction, inputs => Losses[name].Function(inputs, reduction));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Module_value_and_gradients_are_bit_for_bit_Pythons(string name, nn.Reduction reduction)
    {
        using var scope = NewDisposeScope();

        Compare(name, reduction, inputs =>
        {
            using var module = Losses[name].Module(inputs, reduction);
            return module.call(inputs[0], inputs[1]);
        });
    }

    [Fact]
    public void L1_is_the_smooth_one_without_a_curve()
    {
        using var scope = NewDisposeScope();
        var (a, b) = (File["mse.mean.in0"], File["mse.mean.in1"]);
        using var module = nn.L1Loss();

        Bits.Same(F.smooth_l1_loss(a, b, beta: 0), module.call(a, b), "loss");
    }

    [Fact]
    public void Targets_of_another_shape_are_refused_with_both_shapes()
    {
        using var scope = NewDisposeScope();
        var refusal = Assert.Throws<ArgumentException>(() => F.binary_cross_entropy_with_logits(zeros(2, 3), zeros(3, 2)));

        Assert.Equal("The target has shape [3, 2], the input [2, 3]: they must be the same.", refusal.Message);
    }

    private static void Compare(string name, nn.Reduction reduction, Func<Tensor[], Tensor> call)
    {
        var stored = $"{name}.{reduction.ToString().ToLowerInvariant()}";
        Tensor[] inputs = [.. Enumerable.Range(0, 4).Where(i => File.Has($"{stored}.in{i}")).Select(i => File[$"{stored}.in{i}"])];
        var learned = Enumerable.Range(0, inputs.Length).Where(i => File.Has($"{stored}.din{i}")).ToArray();
        foreach (var i in learned)
        {
            inputs[i].requires_grad = true;
        }

        var loss = call(inputs);
        loss.backward(File[$"{stored}.cot"]);

        Bits.Pythons(File[$"{stored}.out"], loss, "loss");
        Assert.NotEmpty(learned);
        foreach (var i in learned)
        {
            Bits.Pythons(File[$"{stored}.din{i}"], inputs[i].grad, $"gradient of input {i}");
        }
    }
}
