using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary>Correlates images with learned kernels. Weight and bias begin uniform within ±1/√fan-in, as PyTorch draws them.</summary>
public sealed class Conv2d : nn.Module<Tensor, Tensor>
{
    private readonly long[] strides;
    private readonly long[] padding;
    private readonly long[] dilation;
    private readonly long[] edges;
    private readonly PaddingModes mode;
    private readonly Padding? named;

    internal Conv2d(long in_channels, long out_channels, long[] kernel, long[] strides, long[] padding, Padding? named, long[] dilation,
        PaddingModes mode, long groups, bool hasBias, Device? device, ScalarType? dtype)
        : base(nameof(Conv2d))
    {
        Check.Positive(groups);
        if (in_channels % groups != 0 || out_channels % groups != 0)
        {
            throw new ArgumentException($"{in_channels} channels in and {out_channels} out don't fall into {groups} equal groups.");
        }

        if (named == Padding.Same && strides.Any(stride => stride != 1))
        {
            throw new ArgumentException($"Padding.Same needs a stride of 1, it is ({string.Join(", ", strides)}).");
        }

        (this.in_channels, this.out_channels, this.groups) = (in_channels, out_channels, groups);
        (this.strides, this.padding, this.named, this.dilation, this.mode) = (strides, padding, named, dilation, mode);
        edges = Edges(kernel);
        weight = Fresh.Parameter([out_channels, in_channels / groups, .. kernel], device, dtype);
        bias = hasBias ? Fresh.Parameter([out_channels], device, dtype) : null;
        Fresh.Fill(weight, bias);
        register_parameter(nameof(weight), weight);
        register_parameter(nameof(bias), bias);
    }

    /// <summary>Shape [out, in / groups, kernel height, kernel width].</summary>
    public Parameter weight { get; }

    /// <summary>Shape [out].</summary>
    public Parameter? bias { get; }

    public long in_channels { get; }

    public long out_channels { get; }

    public long groups { get; }

    /// <param name="input">Shape [batch, in, height, width].</param>
    /// <returns>Shape [batch, out, height, width], these two as stride, padding and dilation make them.</returns>
    public override Tensor forward(Tensor input)
    {
        if (mode != PaddingModes.Zeros)
        {
            using var padded = nn.functional.pad(input, edges, mode);
            return nn.functional.conv2d(padded, weight, bias, strides, Pair.Zeros, dilation, groups);
        }

        return named is { } kind
            ? nn.functional.conv2d_padding(input, weight, bias, strides, kind, dilation, groups)
            : nn.functional.conv2d(input, weight, bias, strides, padding, dilation, groups);
    }

    /// <summary>Left, right, top, bottom. "Same" puts the odd one right and below, as PyTorch does.</summary>
    private long[] Edges(long[] kernel)
    {
        if (named is null)
        {
            return [padding[1], padding[1], padding[0], padding[0]];
        }

        var (height, width) = named == Padding.Same ? (dilation[0] * (kernel[0] - 1), dilation[1] * (kernel[1] - 1)) : (0, 0);
        return [width / 2, width - (width / 2), height / 2, height - (height / 2)];
    }
}
