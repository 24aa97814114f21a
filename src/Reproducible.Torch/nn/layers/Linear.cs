using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary>input · weightᵀ + bias. Weight and bias begin uniform within ±1/√in, as PyTorch draws them.</summary>
public sealed class Linear : nn.Module<Tensor, Tensor>
{
    internal Linear(long inputSize, long outputSize, bool hasBias, Device? device, ScalarType? dtype)
        : base(nameof(Linear))
    {
        Check.Positive(inputSize);
        Check.Positive(outputSize);
        (in_features, out_features) = (inputSize, outputSize);
        weight = Fresh.Parameter([outputSize, inputSize], device, dtype);
        bias = hasBias ? Fresh.Parameter([outputSize], device, dtype) : null;
        Fresh.Fill(weight, bias);
        register_parameter(nameof(weight), weight);
        register_parameter(nameof(bias), bias);
    }

    /// <summary>Shape [out, in].</summary>
    public Parameter weight { get; }

    /// <summary>Shape [out].</summary>
    public Parameter? bias { get; }

    public long in_features { get; }

    public long out_features { get; }

    /// <param name="input">Shape [..., in].</param>
    /// <returns>Shape [..., out].</returns>
    public override Tensor forward(Tensor input) => nn.functional.linear(input, weight, bias);
}
