using Reproducible.Torch.Interop;

namespace Reproducible.Torch.Operators;

/// <summary>What the layers of a network compute.</summary>
internal static class Layer
{
    internal static readonly Operator Linear = new("aten::linear(Tensor input, Tensor weight, Tensor? bias=None) -> Tensor");
    internal static readonly Operator Conv2d = new("aten::conv2d(Tensor input, Tensor weight, Tensor? bias=None, int[2] stride=1, int[2] padding=0, int[2] dilation=1, int groups=1) -> Tensor");
    internal static readonly Operator Conv2dPadding = new("aten::conv2d.padding(Tensor input, Tensor weight, Tensor? bias=None, int[2] stride=1, str padding=\"valid\", int[2] dilation=1, int groups=1) -> Tensor");
    internal static readonly Operator BatchNorm = new("aten::batch_norm(Tensor input, Tensor? weight, Tensor? bias, Tensor? running_mean, Tensor? running_var, bool training, float momentum, float eps, bool cudnn_enabled) -> Tensor");
    internal static readonly Operator LayerNorm = new("aten::layer_norm(Tensor input, int[] normalized_shape, Tensor? weight=None, Tensor? bias=None, float eps=1.0000000000000001e-05, bool cudnn_enable=True) -> Tensor");
    internal static readonly Operator Embedding = new("aten::embedding(Tensor weight, Tensor indices, int padding_idx=-1, bool scale_grad_by_freq=False, bool sparse=False) -> Tensor");
    internal static readonly Operator EmbeddingRenormInPlace = new("aten::embedding_renorm_(Tensor(a!) self, Tensor indices, float max_norm, float norm_type) -> Tensor(a!)");
    internal static readonly Operator Dropout = new("aten::dropout(Tensor input, float p, bool train) -> Tensor");
    internal static readonly Operator DropoutInPlace = new("aten::dropout_(Tensor(a!) self, float p, bool train) -> Tensor(a!)");
    internal static readonly Operator Pad = new("aten::pad(Tensor self, int[] pad, str mode=\"constant\", float? value=None) -> Tensor");
    internal static readonly Operator OneHot = new("aten::one_hot(Tensor self, int num_classes=-1) -> Tensor");
    internal static readonly Operator SetData = new("aten::set_data(Tensor(a!) self, Tensor new_data) -> ()");
}
