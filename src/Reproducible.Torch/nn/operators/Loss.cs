using Reproducible.Torch.Interop;

namespace Reproducible.Torch.Operators;

/// <summary>What is minimised. reduction: 0 none, 1 mean, 2 sum.</summary>
internal static class Loss
{
    internal static readonly Operator CrossEntropy = new("aten::cross_entropy_loss(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, int ignore_index=-100, float label_smoothing=0.) -> Tensor");
    internal static readonly Operator Mse = new("aten::mse_loss(Tensor self, Tensor target, int reduction=1) -> Tensor");
    internal static readonly Operator BinaryCrossEntropyWithLogits = new("aten::binary_cross_entropy_with_logits(Tensor self, Tensor target, Tensor? weight=None, Tensor? pos_weight=None, int reduction=1) -> Tensor");
    internal static readonly Operator NllNd = new("aten::nll_loss_nd(Tensor self, Tensor target, Tensor? weight=None, int reduction=1, int ignore_index=-100) -> Tensor");
    internal static readonly Operator KlDiv = new("aten::kl_div(Tensor self, Tensor target, int reduction=1, *, bool log_target=False) -> Tensor");
    internal static readonly Operator SmoothL1 = new("aten::smooth_l1_loss(Tensor self, Tensor target, int reduction=1, float beta=1.) -> Tensor");
    internal static readonly Operator L1 = new("aten::l1_loss(Tensor self, Tensor target, int reduction=1) -> Tensor");
}
