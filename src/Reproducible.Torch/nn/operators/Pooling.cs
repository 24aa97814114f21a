using Reproducible.Torch.Interop;

namespace Reproducible.Torch.Operators;

/// <summary>One value for each window of an image.</summary>
internal static class Pooling
{
    internal static readonly Operator MaxPool2d = new("aten::max_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, int[2] dilation=1, bool ceil_mode=False) -> Tensor");
    internal static readonly Operator AvgPool2d = new("aten::avg_pool2d(Tensor self, int[2] kernel_size, int[2] stride=[], int[2] padding=0, bool ceil_mode=False, bool count_include_pad=True, int? divisor_override=None) -> Tensor");
    internal static readonly Operator AdaptiveAvgPool2d = new("aten::adaptive_avg_pool2d(Tensor self, int[2] output_size) -> Tensor");
}
