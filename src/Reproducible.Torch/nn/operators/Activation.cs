using Reproducible.Torch.Interop;

namespace Reproducible.Torch.Operators;

/// <summary>Functions of each element that stand between layers and that tensors have no method for.</summary>
internal static class Activation
{
    internal static readonly Operator Gelu = new("aten::gelu(Tensor self, *, str approximate=\"none\") -> Tensor");
    internal static readonly Operator GeluInPlace = new("aten::gelu_(Tensor(a!) self, *, str approximate=\"none\") -> Tensor(a!)");
    internal static readonly Operator Silu = new("aten::silu(Tensor self) -> Tensor");
    internal static readonly Operator SiluInPlace = new("aten::silu_(Tensor(a!) self) -> Tensor(a!)");
    internal static readonly Operator LeakyRelu = new("aten::leaky_relu(Tensor self, Scalar negative_slope=0.01) -> Tensor");
    internal static readonly Operator LeakyReluInPlace = new("aten::leaky_relu_(Tensor(a!) self, Scalar negative_slope=0.01) -> Tensor(a!)");
    internal static readonly Operator ErfinvInPlace = new("aten::erfinv_(Tensor(a!) self) -> Tensor(a!)");
}
