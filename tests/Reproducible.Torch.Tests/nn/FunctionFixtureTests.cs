using Reproducible.Torch.Modules;
using Reproducible.Torch.Tests.Fixtures;
using static Reproducible.Torch.torch;
using F = Reproducible.Torch.torch.nn.functional;

namespace Reproducible.Torch.Tests.Nn;

/// <summary>Functions without a layer of their own, against Fixtures/layers.safetensors.</summary>
public class FunctionFixtureTests
{
    private static readonly FixtureFile File = new("layers");

    private static readonly Dictionary<string, Func<Tensor, Tensor>> Functions = new()
    {
        ["F.pad"] = x => F.pad(x, [1, 2, 0, 3], value: 0.5),
        ["F.pad_reflect"] = x => F.pad(x, [1, 2, 0, 3], PaddingModes.Reflect),
        ["F.one_hot"] = x => F.one_hot(x, 8),
        ["F.softmax"] = x => F.softmax(x, 1),
        ["F.log_softmax"] = x => F.log_softmax(x, 1),
        ["F.normalize"] = x => F.normalize(x),
        ["F.normalize_l1"] = x => F.normalize(x, p: 1.0, dim: 0, eps: 1e-3),
        ["F.dropout"] = x => F.dropout(x, 0.5),
        ["F.sigmoid"] = F.sigmoid,
        ["F.tanh"] = F.tanh,
        ["F.silu"] = x => F.silu(x),
        ["F.leaky_relu"] = x => F.leaky_relu(x, 0.2),
    };

    public static TheoryData<string> Cases => [.. Functions.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Output_and_gradient_are_bit_for_bit_Pythons(string name)
    {
        using var scope = NewDisposeScope();

        Compare(File, name, Functions[name], File[$"{name}.in0"]);
    }

    [Fact]
    public void In_place_forms_change_their_input_and_give_the_same_numbers()
    {
        using var scope = NewDisposeScope();
        foreach (var (plain, inPlace) in new (Func<Tensor, Tensor>, Func<Tensor, Tensor>)[]
        {
            (x => F.relu(x), x => F.relu(x, inplace: true)),
            (F.gelu, x => F.gelu(x, inplace: true)),
            (x => F.silu(x), x => F.silu(x, inplace: true)),
            (x => F.leaky_relu(x), x => F.leaky_relu(x, inplace: true)),
        })
        {
            var input = File["F.silu.in0"];
            var expected = plain(input);
            inPlace(input);

            Bits.Same(expected, input, "input afterwards");
        }
    }

    [Fact]
    public void One_number_two_and_an_array_mean_the_same_window()
    {
        using var scope = NewDisposeScope();
        var x = File["F.pad.in0"];

        Bits.Same(F.max_pool2d(x, 3, 2, 1), F.max_pool2d(x, (3, 3), (2, 2), (1, 1)), "largest");
        Bits.Same(F.max_pool2d(x, 3, 2, 1), F.max_pool2d(x, [3], [2], [1]), "largest");
        Bits.Same(F.avg_pool2d(x, 3, 2, 1), F.avg_pool2d(x, (3, 3), (2, 2), (1, 1)), "mean");
        Bits.Same(F.avg_pool2d(x, 3, 2, 1), F.avg_pool2d(x, [3], [2], [1]), "mean");
        Bits.Same(F.avg_pool2d(x, 3), F.avg_pool2d(x, (3, 3), (3, 3)), "mean of separate windows");
        Bits.Same(F.adaptive_avg_pool2d(x, 2), F.adaptive_avg_pool2d(x, (2, 2)), "adaptive");
    }

    /// <summary>Runs forward and backward as make_fixtures.py's record does, and compares output and the input's gradient.</summary>
    internal static void Compare(FixtureFile file, string name, Func<Tensor, Tensor> call, Tensor input)
    {
        input.requires_grad = file.Has($"{name}.din0");
        manual_seed(2);
        var output = call(input);

        Bits.Pythons(file[$"{name}.out"], output, "output");
        if (file.Has($"{name}.cot"))
        {
            output.backward(file[$"{name}.cot"]);
        }

        if (input.requires_grad)
        {
            Bits.Pythons(file[$"{name}.din0"], input.grad, "gradient of the input");
        }
    }
}
