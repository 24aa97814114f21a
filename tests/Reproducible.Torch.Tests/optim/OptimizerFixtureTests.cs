using Reproducible.Torch.Modules;
using Reproducible.Torch.Tests.Fixtures;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests.Optim;

/// <summary>
/// 20 steps of each optimizer, against Fixtures/optimizers.safetensors: PyTorch's foreach=True calls the same operators in the same order, so all bits agree.
/// The weights a and b are in a group with settings of its own; the weight "late" has no gradient in steps 0-2 and 8-11.
/// </summary>
public class OptimizerFixtureTests
{
    private const int Steps = 20;

    private static readonly FixtureFile File = new("optimizers");
    private static readonly string[] Names = ["a", "b", "c", "d", "late"];

    private static readonly Dictionary<string, Func<Parameter[], Parameter[], optim.Optimizer>> Optimizers = new()
    {
        ["sgd"] = (own, rest) => optim.SGD([new SGD.ParamGroup(own, lr: 0.03), new(rest)], 0.1),
        ["sgd_momentum"] = (own, rest) => optim.SGD([new SGD.ParamGroup(own, lr: 0.03, weight_decay: 0.05), new(rest)], 0.1, momentum: 0.9),
        ["sgd_dampened"] = (own, rest) => optim.SGD([new SGD.ParamGroup(own, lr: 0.03, momentum: 0.5), new(rest)], 0.1, momentum: 0.9, dampening: 0.3),
        ["sgd_nesterov"] = (own, rest) => optim.SGD([new SGD.ParamGroup(own, lr: 0.03, weight_decay: 0), new(rest)], 0.1, 0.9, weight_decay: 5e-4, nesterov: true),
        ["sgd_maximize"] = (own, rest) => optim.SGD([new SGD.ParamGroup(own, lr: 0.03), new(rest)], 0.1, 0.9, weight_decay: 0.01, maximize: true),
        ["sgd_weight_decay"] = (own, rest) => optim.SGD([new SGD.ParamGroup(own, lr: 0.03, weight_decay: 0.2), new(rest)], 0.1, weight_decay: 0.01),
        ["adam"] = (own, rest) => optim.Adam([new Adam.ParamGroup(own, lr: 0.003), new(rest)], 0.01),
        ["adam_weight_decay"] = (own, rest) =>
            optim.Adam([new Adam.ParamGroup(own, 0.003, 0.8, 0.99, 1e-6, weight_decay: 0), new(rest)], 0.01, weight_decay: 0.1),
        ["adam_amsgrad"] = (own, rest) => optim.Adam([new Adam.ParamGroup(own, lr: 0.003), new(rest)], 0.01, amsgrad: true),
        ["adam_maximize"] = (own, rest) => optim.Adam([new Adam.ParamGroup(own, lr: 0.003), new(rest)], 0.01, weight_decay: 0.1, maximize: true),
        ["adamw"] = (own, rest) => optim.AdamW([new AdamW.ParamGroup(own, lr: 0.003), new(rest)]),
        ["adamw_weight_decay"] = (own, rest) =>
            optim.AdamW([new AdamW.ParamGroup(own, 0.003, 0.8, 0.99, 1e-6, weight_decay: 0), new(rest)], 0.01, weight_decay: 0.1),
        ["adamw_amsgrad"] = (own, rest) => optim.AdamW([new AdamW.ParamGroup(own, lr: 0.003), new(rest)], 0.01, amsgrad: true),
        ["adamw_maximize"] = (own, rest) => optim.AdamW([new AdamW.ParamGroup(own, lr: 0.003), new(rest)], 0.01, maximize: true),
    };

    public static TheoryData<string> Cases => [.. Optimizers.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Twenty_steps_are_bit_for_bit_Pythons(string name)
    {
        using var scope = NewDisposeScope();
        var weights = Start();
        using var optimizer = Optimizers[name](weights[..2], weights[2..]);
        Run(optimizer, weights, 0, Steps);

        Compare(name, weights);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Nine_steps_a_saved_state_and_eleven_more_are_bit_for_bit_the_same(string name)
    {
        using var scope = NewDisposeScope();
        var weights = Start();
        using var first = Optimizers[name](weights[..2], weights[2..]);
        Run(first, weights, 0, 9);
        var state = first.state_dict().ToDictionary(entry => entry.Key, entry => entry.Value.clone());
        Parameter[] copies = [.. weights.Select(weight => new Parameter(weight.detach().clone()))];
        using var second = Optimizers[name](copies[..2], copies[2..]);
        Run(second, copies, 3, 4); // A state of its own, to be replaced whole.
        for (var i = 0; i < copies.Length; i++)
        {
            using var frozen = no_grad();
            copies[i].copy_(weights[i]);
        }

        second.load_state_dict(state);
        Run(second, copies, 9, Steps);

        Compare(name, copies);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients_are_left_as_they_were(string name)
    {
        using var scope = NewDisposeScope();
        var weights = Start();
        using var optimizer = Optimizers[name](weights[..2], weights[2..]);
        Run(optimizer, weights, 0, 5);

        for (var i = 0; i < weights.Length; i++)
        {
            Bits.Pythons(File[$"grad.4.{Names[i]}"], weights[i].grad, Names[i]);
        }
    }

    private static Parameter[] Start() => [.. Names.Select(name => new Parameter(File[$"start.{name}"]))];

    private static void Run(optim.Optimizer optimizer, Parameter[] weights, int from, int to)
    {
        for (var step = from; step < to; step++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            for (var i = 0; i < weights.Length; i++)
            {
                if (Names[i] != "late" || step is (>= 3 and < 8) or >= 12)
                {
                    (weights[i] * File[$"grad.{step}.{Names[i]}"]).sum().backward();
                }
            }

            optimizer.step();
        }
    }

    private static void Compare(string name, Parameter[] weights)
    {
        for (var i = 0; i < weights.Length; i++)
        {
            Bits.Pythons(File[$"{name}.{Names[i]}"], weights[i].detach(), Names[i]);
        }
    }
}
