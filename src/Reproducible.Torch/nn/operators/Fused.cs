using Reproducible.Torch.Interop;

namespace Reproducible.Torch.Operators;

/// <summary>Operators of the shim's own, where several of libtorch's would go through the memory more often, or read back.</summary>
internal static class Fused
{
    internal static readonly Operator Adam = new("reproducible::adam_(Tensor(a!)[] weights, Tensor[] slopes, Tensor(b!)[] means, Tensor(c!)[] squares, float decay, float beta1, float beta2, float eps, float[] corrections, float[] sizes) -> bool");
    internal static readonly Operator BatchNormRelu = new("reproducible::batch_norm_relu(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps, int pool=1) -> Tensor");
    internal static readonly Operator NormalizeImages = new("reproducible::normalize_images(Tensor images, Tensor mean, Tensor scale) -> Tensor");
    internal static readonly Operator Tally = new("reproducible::tally(Tensor logits, Tensor labels, Tensor(a!) counts, Tensor(b!) loss, int ignore_index) -> ()");
    internal static readonly Operator TalliedCrossEntropy = new("reproducible::tallied_cross_entropy(Tensor logits, Tensor labels, Tensor(a!) counts, Tensor(b!) loss, int ignore_index, float label_smoothing) -> Tensor");
}
