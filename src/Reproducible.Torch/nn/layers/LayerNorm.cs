using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary>Each example, over its last dimensions, to mean 0 and variance 1, then times weight plus bias.</summary>
/// <remarks>Source: Ba, Kiros, Hinton 2016 (arXiv:1607.06450).</remarks>
public sealed class LayerNorm : nn.Module<Tensor, Tensor>
{
    private readonly long[] shape;
    private readonly double eps;

    internal LayerNorm(long[] normalized_shape, double eps, bool affine, bool hasBias, Device? device, ScalarType? dtype)
        : base(nameof(LayerNorm))
    {
        (shape, this.eps) = ([.. normalized_shape], eps);
        weight = affine ? Fresh.Full(shape, 1, device, dtype) : null;
        bias = affine && hasBias ? Fresh.Full(shape, 0, device, dtype) : null;
        register_parameter(nameof(weight), weight);
        register_parameter(nameof(bias), bias);
    }

    /// <summary>The normalised shape, begins at 1.</summary>
    public Parameter? weight { get; }

    /// <summary>The normalised shape, begins at 0.</summary>
    public Parameter? bias { get; }

    /// <param name="input">Any shape that ends with the normalised one.</param>
    public override Tensor forward(Tensor input) => nn.functional.layer_norm(input, shape, weight, bias, eps);
}
