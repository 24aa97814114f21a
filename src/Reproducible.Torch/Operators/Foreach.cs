using Reproducible.Torch.Interop;

namespace Reproducible.Torch.Operators;

/// <summary>One operator over a whole list of tensors: what makes an optimizer's step a handful of calls.</summary>
internal static class Foreach
{
    internal static readonly Operator AddScalar = new("aten::_foreach_add.Scalar(Tensor[] self, Scalar scalar) -> Tensor[]");
    internal static readonly Operator AddList = new("aten::_foreach_add.List(Tensor[] self, Tensor[] other, *, Scalar alpha=1) -> Tensor[]");
    internal static readonly Operator AddScalarInPlace = new("aten::_foreach_add_.Scalar(Tensor(a!)[] self, Scalar scalar) -> ()");
    internal static readonly Operator AddListInPlace = new("aten::_foreach_add_.List(Tensor(a!)[] self, Tensor[] other, *, Scalar alpha=1) -> ()");
    internal static readonly Operator SubScalarInPlace = new("aten::_foreach_sub_.Scalar(Tensor(a!)[] self, Scalar scalar) -> ()");
    internal static readonly Operator SubListInPlace = new("aten::_foreach_sub_.List(Tensor(a!)[] self, Tensor[] other, *, Scalar alpha=1) -> ()");
    internal static readonly Operator SubList = new("aten::_foreach_sub.List(Tensor[] self, Tensor[] other, *, Scalar alpha=1) -> Tensor[]");
    internal static readonly Operator MulScalar = new("aten::_foreach_mul.Scalar(Tensor[] self, Scalar scalar) -> Tensor[]");
    internal static readonly Operator MulList = new("aten::_foreach_mul.List(Tensor[] self, Tensor[] other) -> Tensor[]");
    internal static readonly Operator MulScalarInPlace = new("aten::_foreach_mul_.Scalar(Tensor(a!)[] self, Scalar scalar) -> ()");
    internal static readonly Operator MulListInPlace = new("aten::_foreach_mul_.List(Tensor(a!)[] self, Tensor[] other) -> ()");
    internal static readonly Operator MulScalarListInPlace = new("aten::_foreach_mul_.ScalarList(Tensor(a!)[] self, Scalar[] scalars) -> ()");
    internal static readonly Operator DivScalar = new("aten::_foreach_div.Scalar(Tensor[] self, Scalar scalar) -> Tensor[]");
    internal static readonly Operator DivList = new("aten::_foreach_div.List(Tensor[] self, Tensor[] other) -> Tensor[]");
    internal static readonly Operator DivScalarList = new("aten::_foreach_div.ScalarList(Tensor[] self, Scalar[] scalars) -> Tensor[]");
    internal static readonly Operator DivScalarInPlace = new("aten::_foreach_div_.Scalar(Tensor(a!)[] self, Scalar scalar) -> ()");
    internal static readonly Operator DivListInPlace = new("aten::_foreach_div_.List(Tensor(a!)[] self, Tensor[] other) -> ()");
    internal static readonly Operator DivScalarListInPlace = new("aten::_foreach_div_.ScalarList(Tensor(a!)[] self, Scalar[] scalars) -> ()");
    internal static readonly Operator Sqrt = new("aten::_foreach_sqrt(Tensor[] self) -> Tensor[]");
    internal static readonly Operator SqrtInPlace = new("aten::_foreach_sqrt_(Tensor(a!)[] self) -> ()");
    internal static readonly Operator Neg = new("aten::_foreach_neg(Tensor[] self) -> Tensor[]");
    internal static readonly Operator NegInPlace = new("aten::_foreach_neg_(Tensor(a!)[] self) -> ()");
    internal static readonly Operator Abs = new("aten::_foreach_abs(Tensor[] self) -> Tensor[]");
    internal static readonly Operator ReciprocalInPlace = new("aten::_foreach_reciprocal_(Tensor(a!)[] self) -> ()");
    internal static readonly Operator ZeroInPlace = new("aten::_foreach_zero_(Tensor(a!)[] self) -> ()");
    internal static readonly Operator NormScalar = new("aten::_foreach_norm.Scalar(Tensor[] self, Scalar ord=2) -> Tensor[]");
    internal static readonly Operator MaximumList = new("aten::_foreach_maximum.List(Tensor[] self, Tensor[] other) -> Tensor[]");
    internal static readonly Operator MinimumList = new("aten::_foreach_minimum.List(Tensor[] self, Tensor[] other) -> Tensor[]");
    internal static readonly Operator AddcmulScalar = new("aten::_foreach_addcmul.Scalar(Tensor[] self, Tensor[] tensor1, Tensor[] tensor2, Scalar value=1) -> Tensor[]");
    internal static readonly Operator AddcmulScalarInPlace = new("aten::_foreach_addcmul_.Scalar(Tensor(a!)[] self, Tensor[] tensor1, Tensor[] tensor2, Scalar value=1) -> ()");
    internal static readonly Operator AddcdivScalarInPlace = new("aten::_foreach_addcdiv_.Scalar(Tensor(a!)[] self, Tensor[] tensor1, Tensor[] tensor2, Scalar value=1) -> ()");
    internal static readonly Operator AddcdivScalarListInPlace = new("aten::_foreach_addcdiv_.ScalarList(Tensor(a!)[] self, Tensor[] tensor1, Tensor[] tensor2, Scalar[] scalars) -> ()");
    internal static readonly Operator Exp = new("aten::_foreach_exp(Tensor[] self) -> Tensor[]");
    internal static readonly Operator Log = new("aten::_foreach_log(Tensor[] self) -> Tensor[]");
    internal static readonly Operator AddScalarListInPlace = new("aten::_foreach_add_.ScalarList(Tensor(a!)[] self, Scalar[] scalars) -> ()");
}
