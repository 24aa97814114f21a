using static Reproducible.Torch.torch;

namespace Reproducible.Backbones;

/// <summary>Groups of layers that several backbones are made of.</summary>
internal static class Layers
{
    /// <summary>
    /// A 3×3 convolution that keeps the size, its bias left to the normalisation behind it, and a ReLU; with a pool above 1 the largest value
    /// of each window of so many times so many.
    /// </summary>
    /// <remarks>
    /// Normalisation, ReLU and pooling are one operator; the places of ReLU and pooling are kept, so that later layers have the names they have
    /// in PyTorch.
    /// </remarks>
    public static nn.Module<Tensor, Tensor>[] ConvBnRelu(int channels, int outputs, int stride = 1, int pool = 1) =>
    [
        nn.Conv2d(channels, outputs, 3, stride: stride, padding: 1, bias: false),
        nn.BNReLU2d(outputs, pool: pool),
        nn.Identity(),
        .. pool > 1 ? [nn.Identity()] : Array.Empty<nn.Module<Tensor, Tensor>>(),
    ];
}
