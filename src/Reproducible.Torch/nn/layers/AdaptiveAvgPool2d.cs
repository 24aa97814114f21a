using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary>Means over as many windows as make the output's size, whatever the input's.</summary>
public sealed class AdaptiveAvgPool2d : nn.Module<Tensor, Tensor>
{
    private readonly long[] size;

    internal AdaptiveAvgPool2d(long[] size)
        : base(nameof(AdaptiveAvgPool2d)) => this.size = size;

    /// <param name="input">Shape [batch, channels, height, width].</param>
    public override Tensor forward(Tensor input) => nn.functional.adaptive_avg_pool2d(input, size);
}
