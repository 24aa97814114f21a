using static Reproducible.Torch.torch;

namespace Reproducible.Backbones;

/// <summary>Five 3×3 convolutions in three stages, each with batch normalisation and ReLU; the images' size is halved twice, then averaged away.</summary>
/// <param name="Width">Channels of the first stage; the next have two and four times as many. At least 1; 16 makes 33,000 weights.</param>
/// <remarks>The plain network that Fashion-MNIST's own benchmark list calls "2 conv", with batch normalisation (Ioffe and Szegedy, ICML 2015).</remarks>
public sealed record SmallCnn(int Width) : Backbone
{
    /// <inheritdoc/>
    public override int StageCount => 3;

    /// <inheritdoc/>
    public override int Features => 4 * Width;

    /// <inheritdoc/>
    public override IReadOnlyList<nn.Module<Tensor, Tensor>> Build(int channels) =>
    [
        nn.Sequential([.. Layers.ConvBnRelu(channels, Width), .. Layers.ConvBnRelu(Width, Width, pool: 2)]),
        nn.Sequential([.. Layers.ConvBnRelu(Width, 2 * Width), .. Layers.ConvBnRelu(2 * Width, 2 * Width, pool: 2)]),
        nn.Sequential([.. Layers.ConvBnRelu(2 * Width, Features), nn.AdaptiveAvgPool2d(1), nn.Flatten()]),
    ];

    /// <inheritdoc/>
    public override IEnumerable<string> Problems() => Width < 1 ? [$"SmallCnn: Width is {Width}; it must be at least 1."] : [];
}
