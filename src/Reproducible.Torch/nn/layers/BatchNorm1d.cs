using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary><see cref="BatchNorm"/> of shape [batch, channels] or [batch, channels, length].</summary>
public sealed class BatchNorm1d : BatchNorm
{
    internal BatchNorm1d(long features, double eps, double? momentum, bool affine, bool track, Device? device, ScalarType? dtype)
        : base(nameof(BatchNorm1d), [2, 3], features, eps, momentum, affine, track, device, dtype)
    {
    }
}
