using Reproducible.Benchmarks.OurSide;

namespace Reproducible.Benchmarks.Tests.OurSide;

/// <summary>Operations, counted by hand: kernel² × channels × outputs × side² products a layer.</summary>
public sealed class WorkTests
{
    [Fact]
    public void A_convolution_of_64_to_64_channels_at_28()
    {
        // 9 · 64 · 64 · 784.
        Assert.Equal(28_901_376, new Convolution(64, 64, 3, 28).Products);
        Assert.Equal(50_176, new Convolution(64, 64, 3, 28).Elements);
    }

    [Fact]
    public void A_step_of_the_small_network() =>
        // Forward 112,896 + 1,806,336 + 903,168 + 1,806,336 + 903,168 = 5,531,904; three times, less the first layer's, two operations each.
        Assert.Equal(2 * ((3 * 5_531_904) - 112_896), Work.SmallCnn.Operations);

    [Fact]
    public void A_step_of_the_residual_network() =>
        // Forward 112,896 + 10 · 1,806,336 + 2 · 903,168 + 2 · 100,352 = 20,183,296.
        Assert.Equal(2 * ((3 * 20_183_296) - 112_896), Work.ResidualNet.Operations);

    [Fact]
    public void Bytes_of_a_step_of_the_small_network() =>
        // Elements 2 · 16 · 784 + 2 · 32 · 196 + 64 · 49 = 40,768, four bytes each, eleven times.
        Assert.Equal(11 * 4 * 40_768, Work.SmallCnn.Bytes);
}
