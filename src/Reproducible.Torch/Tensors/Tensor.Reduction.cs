using System.Runtime.CompilerServices;
using Reproducible.Torch.Interop;
using Reproducible.Torch.Operators;

namespace Reproducible.Torch;

public static partial class torch
{
    // dim counts from 0, or from -1 backwards; keepdim leaves a dimension of length 1 behind.
    public partial class Tensor
    {
        // A literal 0 converts to any enumeration, so a length or dimension goes before a type: OverloadResolutionPriority.
#pragma warning disable CS1591 // Names and meanings are PyTorch's; there is nothing to add to them.
        public Tensor sum(ScalarType? type = null) => Reduction.Sum.Call(this, type);
        [OverloadResolutionPriority(1)]
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => Reduction.SumDimIntList.Call(this, dim, keepdim, type);
        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => Reduction.SumDimIntList.Call(this, dim, keepdim, type);
        public Tensor mean(ScalarType? type = null) => Reduction.Mean.Call(this, type);
        [OverloadResolutionPriority(1)]
        public Tensor mean(long dim, bool keepdim = false, ScalarType? type = null) => Reduction.MeanDim.Call(this, dim, keepdim, type);
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => Reduction.MeanDim.Call(this, dimensions, keepdim, type);
        public Tensor prod(ScalarType? type = null) => Reduction.Prod.Call(this, type);
        [OverloadResolutionPriority(1)]
        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => Reduction.ProdDimInt.Call(this, dim, keepdim, type);
        public Tensor std(bool unbiased = true) => Reduction.Std.Call(this, Arg.None, unbiased ? 1 : 0);
        public Tensor std(long dim, bool unbiased = true, bool keepdim = false) => Reduction.Std.Call(this, dim, unbiased ? 1 : 0, keepdim);
        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false) => Reduction.Std.Call(this, dimensions, unbiased ? 1 : 0, keepdim);
        public Tensor var(bool unbiased = true) => Reduction.Var.Call(this, Arg.None, unbiased ? 1 : 0);
        public Tensor var(long dim, bool unbiased = true, bool keepdim = false) => Reduction.Var.Call(this, dim, unbiased ? 1 : 0, keepdim);
        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false) => Reduction.Var.Call(this, dimensions, unbiased ? 1 : 0, keepdim);
        public Tensor max() => Reduction.Max.Call(this);
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Reduction.MaxDim.CallTwo(this, dim, keepdim);
        public Tensor min() => Reduction.Min.Call(this);
        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Reduction.MinDim.CallTwo(this, dim, keepdim);
        public Tensor amax(long[] dims, bool keepdim = false) => Reduction.Amax.Call(this, dims, keepdim);
        public Tensor amin(long[] dims, bool keepdim = false) => Reduction.Amin.Call(this, dims, keepdim);
        public Tensor argmax() => Reduction.Argmax.Call(this);
        public Tensor argmax(long dim, bool keepdim = false) => Reduction.Argmax.Call(this, dim, keepdim);
        public Tensor argmin() => Reduction.Argmin.Call(this);
        public Tensor argmin(long dim, bool keepdim = false) => Reduction.Argmin.Call(this, dim, keepdim);
        public Tensor norm(double p = 2) => Reduction.NormScalar.Call(this, p);
        public Tensor norm(long dim, bool keepdim = false, double p = 2) => Reduction.NormScalarOptDim.Call(this, p, dim, keepdim);
        public Tensor all() => Reduction.All.Call(this);
        public Tensor all(long dim, bool keepdim = false) => Reduction.AllDim.Call(this, dim, keepdim);
        public Tensor any() => Reduction.Any.Call(this);
        public Tensor any(long dim, bool keepdim = false) => Reduction.AnyDim.Call(this, dim, keepdim);
        public Tensor count_nonzero(long? dim = null) => Reduction.CountNonzero.Call(this, dim);
        public Tensor logsumexp(long dim, bool keepdim = false) => Reduction.Logsumexp.Call(this, dim, keepdim);
        public Tensor softmax(long dim, ScalarType? dtype = null) => Reduction.Softmax.Call(this, dim, dtype);
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Reduction.LogSoftmax.Call(this, dim, dtype);
        public Tensor cumsum(long dim, ScalarType? type = null) => Reduction.Cumsum.Call(this, dim, type);
        public Tensor cumprod(long dim, ScalarType? type = null) => Reduction.Cumprod.Call(this, dim, type);
        public Tensor bincount(Tensor? weights = null, long minlength = 0) => Reduction.Bincount.Call(this, weights, minlength);
        public Tensor median() => Reduction.Median.Call(this);
        public Tensor histc(long bins = 100, long min = 0, long max = 0) => Reduction.Histc.Call(this, bins, min, max);
        public Tensor nonzero() => Reduction.Nonzero.Call(this);
        public Tensor argsort(long dim = -1, bool descending = false) => Reduction.Argsort.Call(this, dim, descending);
        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) => Reduction.Topk.CallTwo(this, k, dim, largest, sorted);
        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false) => Reduction.SortStable.CallTwo(this, stable, dim, descending);
        public (Tensor values, Tensor indexes) kthvalue(long k, long dim = -1, bool keepdim = false) => Reduction.Kthvalue.CallTwo(this, k, dim, keepdim);
        public (Tensor output, Tensor inverse_indices, Tensor counts) unique(bool sorted = true, bool return_inverse = false, bool return_counts = false) => Reduction.Unique2.CallThree(this, sorted, return_inverse, return_counts);
    }
}
