using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Modules;

/// <summary>
/// <see cref="BatchNorm2d"/> and the ReLU behind it, and where asked the <see cref="MaxPool2d"/> behind that, in one operator. Weights and
/// statistics have the names that BatchNorm2d's have.
/// </summary>
/// <remarks>The name is that of PyTorch's torch.nn.intrinsic, whose module is a sequence of the two. Has no second derivative.</remarks>
public sealed class BNReLU2d : BatchNorm
{
    private readonly long pool;

    internal BNReLU2d(long features, double eps, double? momentum, bool affine, bool track, long pool, Device? device, ScalarType? dtype)
        : base(nameof(BNReLU2d), [4], features, eps, momentum, affine, track, device, dtype)
    {
        Check.Positive(pool);
        this.pool = pool;
    }

    private protected override Tensor Normalize(Tensor input, bool ofBatch, double share, double eps) =>
        nn.functional.batch_norm_relu(input, running_mean, running_var, weight, bias, ofBatch, share, eps, pool);
}
