using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary>The largest value of each window.</summary>
public sealed class MaxPool2d : nn.Module<Tensor, Tensor>
{
    private readonly long[] kernel;
    private readonly long[] strides;
    private readonly long[] padding;
    private readonly long[] dilation;
    private readonly bool ceil;

    internal MaxPool2d(long[] kernel, long[]? strides, long[]? padding, long[]? dilation, bool ceil)
        : base(nameof(MaxPool2d)) =>
        (this.kernel, this.strides, this.padding, this.dilation, this.ceil) =
        (kernel, strides ?? kernel, padding ?? Pair.Zeros, dilation ?? Pair.Ones, ceil);

    /// <param name="input">Shape [batch, channels, height, width].</param>
    public override Tensor forward(Tensor input) => nn.functional.max_pool2d(input, kernel, strides, padding, dilation, ceil);
}
