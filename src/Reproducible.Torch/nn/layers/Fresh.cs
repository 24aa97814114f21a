using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary>New weights of a layer, drawn in PyTorch's order so that one seed gives the same bits in both.</summary>
internal static class Fresh
{
    /// <summary>Uninitialised; whoever asks fills it.</summary>
    internal static Parameter Parameter(long[] shape, Device? device, ScalarType? dtype) => new(empty(shape, dtype, device));

    internal static Parameter Full(long[] shape, double value, Device? device, ScalarType? dtype) => new(full(shape, value, dtype, device));

    /// <summary>Uniform within ±1/√fan-in, the weight first: what PyTorch's kaiming_uniform_(a = √5) comes to.</summary>
    internal static void Fill(Parameter weight, Parameter? bias)
    {
        nn.init.kaiming_uniform_(weight, a: Math.Sqrt(5));
        if (bias is not null)
        {
            var bound = 1 / Math.Sqrt(nn.init.CalculateFanInAndFanOut(weight).fanIn);
            nn.init.uniform_(bias, -bound, bound);
        }
    }
}
