using static Reproducible.Torch.torch;

namespace Reproducible.Backbones;

/// <summary>A residual network for small images: one convolution, then three stages of basic blocks, the last two at half the size each.</summary>
/// <param name="Width">Channels of the first stage; the next have two and four times as many. At least 1.</param>
/// <param name="Blocks">Basic blocks a stage, two convolutions each; at least 1. 2 is the ResNet-14 of this family.</param>
/// <remarks>Source: He, Zhang, Ren, Sun, CVPR 2016, section 4.2 (the CIFAR networks), with projection shortcuts.</remarks>
public sealed record ResNet(int Width, int Blocks) : Backbone
{
    /// <inheritdoc/>
    public override int StageCount => 4;

    /// <inheritdoc/>
    public override int Features => 4 * Width;

    /// <inheritdoc/>
    public override IReadOnlyList<nn.Module<Tensor, Tensor>> Build(int channels) =>
    [
        nn.Sequential(Layers.ConvBnRelu(channels, Width)),
        nn.Sequential(Stage(Width, Width, stride: 1)),
        nn.Sequential(Stage(Width, 2 * Width, stride: 2)),
        nn.Sequential([.. Stage(2 * Width, 4 * Width, stride: 2), nn.AdaptiveAvgPool2d(1), nn.Flatten()]),
    ];

    /// <inheritdoc/>
    public override IEnumerable<string> Problems()
    {
        if (Width < 1) { yield return $"ResNet: Width is {Width}; it must be at least 1."; }
        if (Blocks < 1) { yield return $"ResNet: Blocks is {Blocks}; it must be at least 1."; }
    }

    private nn.Module<Tensor, Tensor>[] Stage(int channels, int outputs, int stride) =>
        [.. Enumerable.Range(0, Blocks).Select(block => block == 0 ? new BasicBlock(channels, outputs, stride) : new BasicBlock(outputs, outputs, 1))];

    private sealed class BasicBlock : nn.Module<Tensor, Tensor>
    {
        private readonly nn.Module<Tensor, Tensor> residual;
        private readonly nn.Module<Tensor, Tensor> shortcut;

        public BasicBlock(int channels, int outputs, int stride) : base("BasicBlock")
        {
            residual = nn.Sequential(
                [.. Layers.ConvBnRelu(channels, outputs, stride), nn.Conv2d(outputs, outputs, 3, padding: 1, bias: false), nn.BatchNorm2d(outputs)]);
            shortcut = channels == outputs && stride == 1
                ? nn.Identity()
                : nn.Sequential(nn.Conv2d(channels, outputs, 1, stride: stride, bias: false), nn.BatchNorm2d(outputs));
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => residual.call(input).add_(shortcut.call(input)).relu_();
    }
}
