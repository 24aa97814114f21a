using Reproducible.Torch.Interop;
using Reproducible.Torch.Operators;

namespace Reproducible.Torch;

public static partial class torch
{
#pragma warning disable CS1591 // Names and meanings are PyTorch's; there is nothing to add to them.
    public static Tensor cat(IReadOnlyList<Tensor> tensors, long dim = 0) => Shape.Cat.Call(Arg.Tensors(tensors), dim);
    public static Tensor stack(IReadOnlyList<Tensor> tensors, long dim = 0) => Shape.Stack.Call(Arg.Tensors(tensors), dim);
    public static Tensor hstack(params IReadOnlyList<Tensor> tensors) => Shape.Hstack.Call(Arg.Tensors(tensors));
    public static Tensor vstack(params IReadOnlyList<Tensor> tensors) => Shape.Vstack.Call(Arg.Tensors(tensors));
    public static Tensor where(Tensor condition, Tensor x, Tensor y) => Pointwise.Where.Call(condition, x, y);
    public static Tensor where(Tensor condition, Scalar x, Tensor y) => Pointwise.WhereScalarSelf.Call(condition, x, y);
    public static Tensor where(Tensor condition, Tensor x, Scalar y) => Pointwise.WhereScalarOther.Call(condition, x, y);
    public static Tensor where(Tensor condition, Scalar x, Scalar y) => Pointwise.WhereScalar.Call(condition, x, y);
    public static Tensor[] where(Tensor condition) => Indexing.Where.CallList(condition);
    public static Tensor einsum(string equation, params IReadOnlyList<Tensor> tensors) => LinearAlgebra.Einsum.Call(equation, Arg.Tensors(tensors));
    public static Tensor one_hot(Tensor x, long num_classes = -1) => Indexing.OneHot.Call(x, num_classes);
    public static Tensor matmul(Tensor input, Tensor target) => input.matmul(target);
    public static Tensor pow(Scalar input, Tensor exponent) => Pointwise.PowScalar.Call(input, exponent);
    public static Tensor[] broadcast_tensors(params IReadOnlyList<Tensor> tensors) => Shape.BroadcastTensors.CallList(Arg.Tensors(tensors));
    public static Tensor[] meshgrid(IReadOnlyList<Tensor> tensors, string indexing = "ij") => Shape.Meshgrid.CallList(Arg.Tensors(tensors), indexing);
}
