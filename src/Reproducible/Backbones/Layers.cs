using static Reproducible.Torch.torch;

namespace Reproducible.Backbones;

/// <summary>Groups of layers that several backbones are made of.</summary>
internal static class Layers
{
    /// <summary>A 3×3 convolution that keeps the size, its bias left to the normalisation behind it, and a ReLU.</summary>
    /// <remarks>Normalisation and ReLU are one operator; the place of the ReLU is kept, so that later layers have the names they have in PyTorch.</remarks>
    public static nn.Module<Tensor, Tensor>[] ConvBnRelu(int channels, int outputs, int stride = 1) =>
        [nn.Conv2d(channels, outputs, 3, stride: stride, padding: 1, bias: false), nn.BNReLU2d(outputs), nn.Identity()];
}
