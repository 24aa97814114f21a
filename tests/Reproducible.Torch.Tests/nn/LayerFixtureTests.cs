using Reproducible.Torch.Modules;
using Reproducible.Torch.Tests.Fixtures;
using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests.Nn;

/// <summary>Each layer, against Fixtures/layers.safetensors: the same operators in the same order as in Python, so all bits agree.</summary>
public class LayerFixtureTests
{
    private static readonly FixtureFile File = new("layers");

    private static readonly Dictionary<string, Func<nn.Module<Tensor, Tensor>>> Layers = new()
    {
        ["linear"] = () => nn.Linear(5, 4),
        ["linear_without_bias"] = () => nn.Linear(5, 4, hasBias: false),
        ["conv2d"] = () => nn.Conv2d(3, 4, 3, padding: 1),
        ["conv2d_channels_last"] = () => nn.Conv2d(3, 4, 3, padding: 1),
        ["conv2d_strided_dilated"] = () => nn.Conv2d(3, 6, (3, 2), stride: (2, 1), padding: (1, 2), dilation: (2, 1), groups: 3, bias: false),
        ["conv2d_same"] = () => nn.Conv2d(3, 4, 3, Padding.Same),
        ["conv2d_same_reflect"] = () => nn.Conv2d(3, 4, (2, 4), Padding.Same, dilation: (3, 1), padding_mode: PaddingModes.Reflect),
        ["conv2d_reflect"] = () => nn.Conv2d(3, 4, 3, padding: 1, padding_mode: PaddingModes.Reflect),
        ["conv2d_circular"] = () => nn.Conv2d(3, 4, 3, padding: 1, padding_mode: PaddingModes.Circular),
        ["conv2d_replicate"] = () => nn.Conv2d(3, 4, 3, padding: 1, padding_mode: PaddingModes.Replicate),
        ["batchnorm1d"] = () => nn.BatchNorm1d(5),
        ["batchnorm1d_sequence"] = () => nn.BatchNorm1d(5),
        ["batchnorm1d_eval"] = () => nn.BatchNorm1d(5),
        ["batchnorm2d"] = () => nn.BatchNorm2d(3),
        ["batchnorm2d_channels_last"] = () => nn.BatchNorm2d(3),
        ["batchnorm2d_eval"] = () => nn.BatchNorm2d(3),
        ["batchnorm2d_cumulative"] = () => nn.BatchNorm2d(3, momentum: null),
        ["batchnorm2d_plain"] = () => nn.BatchNorm2d(3, eps: 1e-3, momentum: 0.3, affine: false),
        ["batchnorm2d_untracked"] = () => nn.BatchNorm2d(3, track_running_stats: false),
        ["layernorm"] = () => nn.LayerNorm(5),
        ["layernorm_two_dimensions"] = () => nn.LayerNorm([4, 6], eps: 1e-3),
        ["layernorm_plain"] = () => nn.LayerNorm(5, elementwise_affine: false),
        ["dropout"] = () => nn.Dropout(0.3),
        ["dropout_eval"] = () => nn.Dropout(0.3),
        ["relu"] = () => nn.ReLU(),
        ["gelu"] = () => nn.GELU(),
        ["gelu_tanh"] = () => nn.GELU(GELU.Approximate.tanh),
        ["maxpool2d"] = () => nn.MaxPool2d(2),
        ["maxpool2d_channels_last"] = () => nn.MaxPool2d(2),
        ["maxpool2d_overlapping"] = () => nn.MaxPool2d((3, 2), stride: (2, 2), padding: (1, 1), dilation: (1, 2), ceil_mode: true),
        ["avgpool2d"] = () => nn.AvgPool2d(2),
        ["avgpool2d_padded"] = () => nn.AvgPool2d(3, stride: 2, padding: 1, ceil_mode: true, count_include_pad: false),
        ["avgpool2d_divisor"] = () => nn.AvgPool2d(3, divisor_override: 5),
        ["adaptive_avgpool2d"] = () => nn.AdaptiveAvgPool2d(1),
        ["adaptive_avgpool2d_uneven"] = () => nn.AdaptiveAvgPool2d((4, 3)),
        ["flatten"] = () => nn.Flatten(),
        ["flatten_middle"] = () => nn.Flatten(1, 2),
        ["identity"] = () => nn.Identity(),
        ["sequential"] = () => nn.Sequential(nn.Linear(5, 4), nn.ReLU(), nn.Linear(4, 3)),
        ["embedding"] = () => nn.Embedding(7, 4),
        ["embedding_padded"] = () => nn.Embedding(7, 4, padding_idx: 2),
        ["embedding_by_frequency"] = () => nn.Embedding(7, 4, scale_grad_by_freq: true),
        ["embedding_bounded"] = () => nn.Embedding(7, 4, max_norm: 1.0, norm_type: 1.0),
    };

    public static TheoryData<string> Cases => [.. Layers.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Is_initialised_bit_for_bit_as_in_Python_under_the_same_seed(string name)
    {
        using var scope = NewDisposeScope();
        using var module = Made(name);

        Assert.Equal(File.Under($"{name}.init."), module.state_dict().Keys);
        foreach (var (entry, value) in module.state_dict())
        {
            Bits.Pythons(File[$"{name}.init.{entry}"], value, entry);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Output_gradients_and_buffers_are_bit_for_bit_Pythons(string name)
    {
        using var scope = NewDisposeScope();
        using var module = Made(name);
        module.load_state_dict(File.Under($"{name}.state.").ToDictionary(entry => entry, entry => File[$"{name}.state.{entry}"]));
        module.train(!name.EndsWith("_eval", StringComparison.Ordinal));
        var input = File[$"{name}.in0"];
        if (name.EndsWith("_channels_last", StringComparison.Ordinal))
        {
            module.to(channels_last);
            input = input.contiguous(channels_last);
        }

        FunctionFixtureTests.Compare(File, name, x => module.call(x), input);
        foreach (var (entry, parameter) in module.named_parameters())
        {
            Bits.Pythons(File[$"{name}.grad.{entry}"], parameter.grad, $"gradient of {entry}");
        }

        foreach (var (entry, value) in module.state_dict())
        {
            Bits.Pythons(File[$"{name}.after.{entry}"], value, $"{entry} afterwards");
        }
    }

    private static nn.Module<Tensor, Tensor> Made(string name)
    {
        manual_seed(1);
        return Layers[name]();
    }
}
