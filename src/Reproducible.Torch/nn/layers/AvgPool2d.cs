using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary>The mean of each window.</summary>
public sealed class AvgPool2d : nn.Module<Tensor, Tensor>
{
    private readonly long[] kernel;
    private readonly long[] strides;
    private readonly long[] padding;
    private readonly bool ceil;
    private readonly bool countPadding;
    private readonly long? divisor;

    internal AvgPool2d(long[] kernel, long[]? strides, long[]? padding, bool ceil, bool countPadding, long? divisor)
        : base(nameof(AvgPool2d)) =>
        (this.kernel, this.strides, this.padding, this.ceil, this.countPadding, this.divisor) =
        (kernel, strides ?? kernel, padding ?? Pair.Zeros, ceil, countPadding, divisor);

    /// <param name="input">Shape [batch, channels, height, width].</param>
    public override Tensor forward(Tensor input) => nn.functional.avg_pool2d(input, kernel, strides, padding, ceil, countPadding, divisor);
}
