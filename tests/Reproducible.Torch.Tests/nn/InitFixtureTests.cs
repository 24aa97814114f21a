using Reproducible.Torch.Tests.Fixtures;
using static Reproducible.Torch.torch;
using static Reproducible.Torch.torch.nn.init;

namespace Reproducible.Torch.Tests.Nn;

/// <summary>Each initialisation under the same seed, against Fixtures/inits.safetensors.</summary>
public class InitFixtureTests
{
    private static readonly FixtureFile File = new("inits");

    private static readonly Dictionary<string, Func<Tensor, Tensor>> Inits = new()
    {
        ["uniform"] = w => uniform_(w, -0.5, 2.0),
        ["normal"] = w => normal_(w, 1.0, 0.25),
        ["constant"] = w => constant_(w, 0.3),
        ["zeros"] = zeros_,
        ["ones"] = ones_,
        ["trunc_normal"] = w => trunc_normal_(w, 0.1, 0.5, -0.4, 0.9),
        ["orthogonal"] = w => orthogonal_(w, 1.5),
        ["xavier_uniform"] = w => xavier_uniform_(w, 1.5),
        ["xavier_normal"] = w => xavier_normal_(w),
        ["kaiming_uniform"] = w => kaiming_uniform_(w, a: 0.1),
        ["kaiming_uniform_relu"] = w => kaiming_uniform_(w, mode: FanInOut.FanOut, nonlinearity: NonlinearityType.ReLU),
        ["kaiming_normal"] = w => kaiming_normal_(w),
        ["kaiming_normal_relu"] = w => kaiming_normal_(w, mode: FanInOut.FanOut, nonlinearity: NonlinearityType.ReLU),
        ["kaiming_normal_tanh"] = w => kaiming_normal_(w, nonlinearity: NonlinearityType.Tanh),
    };

    private static readonly string[] Shapes = ["tall", "wide", "kernel"];

    public static TheoryData<string, string> Cases => [.. Inits.Keys.SelectMany(name => Shapes.Select(shape => (name, shape)))];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Draws_bit_for_bit_what_Python_draws(string name, string shape)
    {
        using var scope = NewDisposeScope();
        var expected = File[$"{name}.{shape}"];
        var weights = empty_like(expected, requires_grad: true);
        manual_seed(7);
        var returned = Inits[name](weights);

        Assert.Same(weights, returned);
        Assert.True(weights.is_leaf);
        Bits.Pythons(expected, weights.detach(), "weights");
    }

    [Fact]
    public void A_vector_has_no_fan_and_is_refused()
    {
        using var scope = NewDisposeScope();

        Assert.Contains("fan-in and fan-out need two or more", Assert.Throws<ArgumentException>(() => xavier_normal_(zeros(3))).Message, StringComparison.Ordinal);
    }
}
