using Reproducible.Torch.Interop;

namespace Reproducible.Torch.Operators;

/// <summary>From many elements to few.</summary>
internal static class Reduction
{
    internal static readonly Operator Sum = new("aten::sum(Tensor self, *, ScalarType? dtype=None) -> Tensor");
    internal static readonly Operator SumDimIntList = new("aten::sum.dim_IntList(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor");
    internal static readonly Operator Mean = new("aten::mean(Tensor self, *, ScalarType? dtype=None) -> Tensor");
    internal static readonly Operator MeanDim = new("aten::mean.dim(Tensor self, int[1]? dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor");
    internal static readonly Operator Prod = new("aten::prod(Tensor self, *, ScalarType? dtype=None) -> Tensor");
    internal static readonly Operator ProdDimInt = new("aten::prod.dim_int(Tensor self, int dim, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor");
    internal static readonly Operator Std = new("aten::std.correction(Tensor self, int[1]? dim, *, int? correction, bool keepdim=False) -> Tensor");
    internal static readonly Operator Var = new("aten::var.correction(Tensor self, int[1]? dim, *, int? correction, bool keepdim=False) -> Tensor");
    internal static readonly Operator Max = new("aten::max(Tensor self) -> Tensor");
    internal static readonly Operator Min = new("aten::min(Tensor self) -> Tensor");
    internal static readonly Operator MaxDim = new("aten::max.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)");
    internal static readonly Operator MinDim = new("aten::min.dim(Tensor self, int dim, bool keepdim=False) -> (Tensor values, Tensor indices)");
    internal static readonly Operator Amax = new("aten::amax(Tensor self, int[1] dim=[], bool keepdim=False) -> Tensor");
    internal static readonly Operator Amin = new("aten::amin(Tensor self, int[1] dim=[], bool keepdim=False) -> Tensor");
    internal static readonly Operator Argmax = new("aten::argmax(Tensor self, int? dim=None, bool keepdim=False) -> Tensor");
    internal static readonly Operator Argmin = new("aten::argmin(Tensor self, int? dim=None, bool keepdim=False) -> Tensor");
    internal static readonly Operator NormScalar = new("aten::norm.Scalar(Tensor self, Scalar p=2) -> Tensor");
    internal static readonly Operator NormScalarOptDim = new("aten::norm.ScalarOpt_dim(Tensor self, Scalar? p, int[1] dim, bool keepdim=False) -> Tensor");
    internal static readonly Operator LinalgVectorNorm = new("aten::linalg_vector_norm(Tensor self, Scalar ord=2, int[1]? dim=None, bool keepdim=False, *, ScalarType? dtype=None) -> Tensor");
    internal static readonly Operator All = new("aten::all(Tensor self) -> Tensor");
    internal static readonly Operator AllDim = new("aten::all.dim(Tensor self, int dim, bool keepdim=False) -> Tensor");
    internal static readonly Operator Any = new("aten::any(Tensor self) -> Tensor");
    internal static readonly Operator AnyDim = new("aten::any.dim(Tensor self, int dim, bool keepdim=False) -> Tensor");
    internal static readonly Operator Logsumexp = new("aten::logsumexp(Tensor self, int[1] dim, bool keepdim=False) -> Tensor");
    internal static readonly Operator Softmax = new("aten::softmax.int(Tensor self, int dim, ScalarType? dtype=None) -> Tensor");
    internal static readonly Operator LogSoftmax = new("aten::log_softmax.int(Tensor self, int dim, ScalarType? dtype=None) -> Tensor");
    internal static readonly Operator Cumsum = new("aten::cumsum(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor");
    internal static readonly Operator Cumprod = new("aten::cumprod(Tensor self, int dim, *, ScalarType? dtype=None) -> Tensor");
    internal static readonly Operator Bincount = new("aten::bincount(Tensor self, Tensor? weights=None, int minlength=0) -> Tensor");
    internal static readonly Operator Median = new("aten::median(Tensor self) -> Tensor");
    internal static readonly Operator CountNonzero = new("aten::count_nonzero(Tensor self, int? dim=None) -> Tensor");
    internal static readonly Operator Topk = new("aten::topk(Tensor self, int k, int dim=-1, bool largest=True, bool sorted=True) -> (Tensor values, Tensor indices)");
    internal static readonly Operator Sort = new("aten::sort(Tensor self, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)");
    internal static readonly Operator SortStable = new("aten::sort.stable(Tensor self, *, bool? stable, int dim=-1, bool descending=False) -> (Tensor values, Tensor indices)");
    internal static readonly Operator Argsort = new("aten::argsort(Tensor self, int dim=-1, bool descending=False) -> Tensor");
    internal static readonly Operator Kthvalue = new("aten::kthvalue(Tensor self, int k, int dim=-1, bool keepdim=False) -> (Tensor values, Tensor indices)");
    internal static readonly Operator UniqueDim = new("aten::unique_dim(Tensor self, int dim, bool sorted=True, bool return_inverse=False, bool return_counts=False) -> (Tensor, Tensor, Tensor)");
    internal static readonly Operator Unique2 = new("aten::_unique2(Tensor self, bool sorted=True, bool return_inverse=False, bool return_counts=False) -> (Tensor, Tensor, Tensor)");
    internal static readonly Operator Nonzero = new("aten::nonzero(Tensor self) -> Tensor");
    internal static readonly Operator Histc = new("aten::histc(Tensor self, int bins=100, Scalar min=0, Scalar max=0) -> Tensor");
    internal static readonly Operator VarMean = new("aten::var_mean.correction(Tensor self, int[1]? dim, *, int? correction, bool keepdim=False) -> (Tensor, Tensor)");
    internal static readonly Operator Searchsorted = new("aten::searchsorted.Tensor(Tensor sorted_sequence, Tensor self, *, bool out_int32=False, bool right=False, str? side=None, Tensor? sorter=None) -> Tensor");
}
