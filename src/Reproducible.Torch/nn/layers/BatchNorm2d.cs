using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary><see cref="BatchNorm"/> of images, shape [batch, channels, height, width].</summary>
public sealed class BatchNorm2d : BatchNorm
{
    internal BatchNorm2d(long features, double eps, double? momentum, bool affine, bool track, Device? device, ScalarType? dtype)
        : base(nameof(BatchNorm2d), [4], features, eps, momentum, affine, track, device, dtype)
    {
    }
}
