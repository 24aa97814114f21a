using Reproducible.Torch.Interop;
using Reproducible.Torch.Operators;

namespace Reproducible.Torch;

public static partial class torch
{
    // Each is one call for the whole list: what makes an optimizer's step a handful of calls. Lists that belong together have the same length.
#pragma warning disable CS1591 // Names and meanings are PyTorch's; there is nothing to add to them.
    public static Tensor[] _foreach_abs(IReadOnlyList<Tensor> self) => Foreach.Abs.CallList(Arg.Tensors(self));
    public static Tensor[] _foreach_add(IReadOnlyList<Tensor> self, IReadOnlyList<Tensor> other, Scalar? alpha = null) => Foreach.AddList.CallList(Arg.Tensors(self), Arg.Tensors(other), alpha ?? 1);
    public static Tensor[] _foreach_add(IReadOnlyList<Tensor> self, Scalar scalar) => Foreach.AddScalar.CallList(Arg.Tensors(self), scalar);
    public static Tensor[] _foreach_addcmul(IReadOnlyList<Tensor> self, IReadOnlyList<Tensor> tensor1, IReadOnlyList<Tensor> tensor2, Scalar? value = null) => Foreach.AddcmulScalar.CallList(Arg.Tensors(self), Arg.Tensors(tensor1), Arg.Tensors(tensor2), value ?? 1);
    public static Tensor[] _foreach_div(IReadOnlyList<Tensor> self, IReadOnlyList<Tensor> other) => Foreach.DivList.CallList(Arg.Tensors(self), Arg.Tensors(other));
    public static Tensor[] _foreach_div(IReadOnlyList<Tensor> self, Scalar scalar) => Foreach.DivScalar.CallList(Arg.Tensors(self), scalar);
    public static Tensor[] _foreach_div(IReadOnlyList<Tensor> self, double[] scalars) => Foreach.DivScalarList.CallList(Arg.Tensors(self), scalars);
    public static Tensor[] _foreach_exp(IReadOnlyList<Tensor> self) => Foreach.Exp.CallList(Arg.Tensors(self));
    public static Tensor[] _foreach_log(IReadOnlyList<Tensor> self) => Foreach.Log.CallList(Arg.Tensors(self));
    public static Tensor[] _foreach_maximum(IReadOnlyList<Tensor> self, IReadOnlyList<Tensor> other) => Foreach.MaximumList.CallList(Arg.Tensors(self), Arg.Tensors(other));
    public static Tensor[] _foreach_minimum(IReadOnlyList<Tensor> self, IReadOnlyList<Tensor> other) => Foreach.MinimumList.CallList(Arg.Tensors(self), Arg.Tensors(other));
    public static Tensor[] _foreach_mul(IReadOnlyList<Tensor> self, IReadOnlyList<Tensor> other) => Foreach.MulList.CallList(Arg.Tensors(self), Arg.Tensors(other));
    public static Tensor[] _foreach_mul(IReadOnlyList<Tensor> self, Scalar scalar) => Foreach.MulScalar.CallList(Arg.Tensors(self), scalar);
    public static Tensor[] _foreach_neg(IReadOnlyList<Tensor> self) => Foreach.Neg.CallList(Arg.Tensors(self));
    public static Tensor[] _foreach_norm(IReadOnlyList<Tensor> self, Scalar? ord = null) => Foreach.NormScalar.CallList(Arg.Tensors(self), ord ?? 2);
    public static Tensor[] _foreach_sqrt(IReadOnlyList<Tensor> self) => Foreach.Sqrt.CallList(Arg.Tensors(self));
    public static Tensor[] _foreach_sub(IReadOnlyList<Tensor> self, IReadOnlyList<Tensor> other, Scalar? alpha = null) => Foreach.SubList.CallList(Arg.Tensors(self), Arg.Tensors(other), alpha ?? 1);
    public static void _foreach_add_(IReadOnlyList<Tensor> self, IReadOnlyList<Tensor> other, Scalar? alpha = null) => Foreach.AddListInPlace.Run(Arg.Tensors(self), Arg.Tensors(other), alpha ?? 1);
    public static void _foreach_add_(IReadOnlyList<Tensor> self, Scalar scalar) => Foreach.AddScalarInPlace.Run(Arg.Tensors(self), scalar);
    public static void _foreach_add_(IReadOnlyList<Tensor> self, double[] scalars) => Foreach.AddScalarListInPlace.Run(Arg.Tensors(self), scalars);
    public static void _foreach_addcdiv_(IReadOnlyList<Tensor> self, IReadOnlyList<Tensor> tensor1, IReadOnlyList<Tensor> tensor2, Scalar? value = null) => Foreach.AddcdivScalarInPlace.Run(Arg.Tensors(self), Arg.Tensors(tensor1), Arg.Tensors(tensor2), value ?? 1);
    public static void _foreach_addcdiv_(IReadOnlyList<Tensor> self, IReadOnlyList<Tensor> tensor1, IReadOnlyList<Tensor> tensor2, double[] scalars) => Foreach.AddcdivScalarListInPlace.Run(Arg.Tensors(self), Arg.Tensors(tensor1), Arg.Tensors(tensor2), scalars);
    public static void _foreach_addcmul_(IReadOnlyList<Tensor> self, IReadOnlyList<Tensor> tensor1, IReadOnlyList<Tensor> tensor2, Scalar? value = null) => Foreach.AddcmulScalarInPlace.Run(Arg.Tensors(self), Arg.Tensors(tensor1), Arg.Tensors(tensor2), value ?? 1);
    public static void _foreach_div_(IReadOnlyList<Tensor> self, IReadOnlyList<Tensor> other) => Foreach.DivListInPlace.Run(Arg.Tensors(self), Arg.Tensors(other));
    public static void _foreach_div_(IReadOnlyList<Tensor> self, Scalar scalar) => Foreach.DivScalarInPlace.Run(Arg.Tensors(self), scalar);
    public static void _foreach_div_(IReadOnlyList<Tensor> self, double[] scalars) => Foreach.DivScalarListInPlace.Run(Arg.Tensors(self), scalars);
    public static void _foreach_mul_(IReadOnlyList<Tensor> self, IReadOnlyList<Tensor> other) => Foreach.MulListInPlace.Run(Arg.Tensors(self), Arg.Tensors(other));
    public static void _foreach_mul_(IReadOnlyList<Tensor> self, Scalar scalar) => Foreach.MulScalarInPlace.Run(Arg.Tensors(self), scalar);
    public static void _foreach_mul_(IReadOnlyList<Tensor> self, double[] scalars) => Foreach.MulScalarListInPlace.Run(Arg.Tensors(self), scalars);
    public static void _foreach_neg_(IReadOnlyList<Tensor> self) => Foreach.NegInPlace.Run(Arg.Tensors(self));
    public static void _foreach_reciprocal_(IReadOnlyList<Tensor> self) => Foreach.ReciprocalInPlace.Run(Arg.Tensors(self));
    public static void _foreach_sqrt_(IReadOnlyList<Tensor> self) => Foreach.SqrtInPlace.Run(Arg.Tensors(self));
    public static void _foreach_sub_(IReadOnlyList<Tensor> self, IReadOnlyList<Tensor> other, Scalar? alpha = null) => Foreach.SubListInPlace.Run(Arg.Tensors(self), Arg.Tensors(other), alpha ?? 1);
    public static void _foreach_sub_(IReadOnlyList<Tensor> self, Scalar scalar) => Foreach.SubScalarInPlace.Run(Arg.Tensors(self), scalar);
    public static void _foreach_zero_(IReadOnlyList<Tensor> self) => Foreach.ZeroInPlace.Run(Arg.Tensors(self));
}
