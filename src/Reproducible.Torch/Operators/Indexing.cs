using Reproducible.Torch.Interop;

namespace Reproducible.Torch.Operators;

/// <summary>Elements chosen by index or mask.</summary>
internal static class Indexing
{
    internal static readonly Operator Index = new("aten::index.Tensor(Tensor self, Tensor?[] indices) -> Tensor");
    internal static readonly Operator IndexPut = new("aten::index_put(Tensor self, Tensor?[] indices, Tensor values, bool accumulate=False) -> Tensor");
    internal static readonly Operator IndexPutInPlace = new("aten::index_put_(Tensor(a!) self, Tensor?[] indices, Tensor values, bool accumulate=False) -> Tensor(a!)");
    internal static readonly Operator IndexSelect = new("aten::index_select(Tensor self, int dim, Tensor index) -> Tensor");
    internal static readonly Operator IndexAdd = new("aten::index_add(Tensor self, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor");
    internal static readonly Operator IndexAddInPlace = new("aten::index_add_(Tensor(a!) self, int dim, Tensor index, Tensor source, *, Scalar alpha=1) -> Tensor(a!)");
    internal static readonly Operator IndexCopyInPlace = new("aten::index_copy_(Tensor(a!) self, int dim, Tensor index, Tensor source) -> Tensor(a!)");
    internal static readonly Operator IndexFillIntScalarInPlace = new("aten::index_fill_.int_Scalar(Tensor(a!) self, int dim, Tensor index, Scalar value) -> Tensor(a!)");
    internal static readonly Operator Gather = new("aten::gather(Tensor self, int dim, Tensor index, *, bool sparse_grad=False) -> Tensor");
    internal static readonly Operator ScatterSrc = new("aten::scatter.src(Tensor self, int dim, Tensor index, Tensor src) -> Tensor");
    internal static readonly Operator ScatterValue = new("aten::scatter.value(Tensor self, int dim, Tensor index, Scalar value) -> Tensor");
    internal static readonly Operator ScatterSrcInPlace = new("aten::scatter_.src(Tensor(a!) self, int dim, Tensor index, Tensor src) -> Tensor(a!)");
    internal static readonly Operator ScatterValueInPlace = new("aten::scatter_.value(Tensor(a!) self, int dim, Tensor index, Scalar value) -> Tensor(a!)");
    internal static readonly Operator ScatterAdd = new("aten::scatter_add(Tensor self, int dim, Tensor index, Tensor src) -> Tensor");
    internal static readonly Operator ScatterAddInPlace = new("aten::scatter_add_(Tensor(a!) self, int dim, Tensor index, Tensor src) -> Tensor(a!)");
    internal static readonly Operator MaskedSelect = new("aten::masked_select(Tensor self, Tensor mask) -> Tensor");
    internal static readonly Operator MaskedFillScalar = new("aten::masked_fill.Scalar(Tensor self, Tensor mask, Scalar value) -> Tensor");
    internal static readonly Operator MaskedFillTensor = new("aten::masked_fill.Tensor(Tensor self, Tensor mask, Tensor value) -> Tensor");
    internal static readonly Operator MaskedFillScalarInPlace = new("aten::masked_fill_.Scalar(Tensor(a!) self, Tensor mask, Scalar value) -> Tensor(a!)");
    internal static readonly Operator MaskedFillTensorInPlace = new("aten::masked_fill_.Tensor(Tensor(a!) self, Tensor mask, Tensor value) -> Tensor(a!)");
    internal static readonly Operator Take = new("aten::take(Tensor self, Tensor index) -> Tensor");
    internal static readonly Operator TakeAlongDim = new("aten::take_along_dim(Tensor self, Tensor indices, int? dim=None) -> Tensor");
    internal static readonly Operator Where = new("aten::where(Tensor condition) -> Tensor[]");
    internal static readonly Operator OneHot = new("aten::one_hot(Tensor self, int num_classes=-1) -> Tensor");
}
