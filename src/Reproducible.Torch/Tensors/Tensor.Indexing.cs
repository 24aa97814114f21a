using Reproducible.Torch.Operators;

namespace Reproducible.Torch;

public static partial class torch
{
    // An index tensor holds whole numbers of 64 bits; a mask holds truth values.
    public partial class Tensor
    {
#pragma warning disable CS1591 // Names and meanings are PyTorch's; there is nothing to add to them.
        public Tensor index_select(long dim, Tensor index) => Indexing.IndexSelect.Call(this, dim, index);
        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar? alpha = null) => Indexing.IndexAdd.Call(this, dim, index, source, alpha ?? 1);
        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar? alpha = null) => Changed(Indexing.IndexAddInPlace, this, dim, index, source, alpha ?? 1);
        public Tensor index_copy_(long dim, Tensor index, Tensor source) => Changed(Indexing.IndexCopyInPlace, this, dim, index, source);
        public Tensor index_fill_(long dim, Tensor index, Scalar value) => Changed(Indexing.IndexFillIntScalarInPlace, this, dim, index, value);
        public Tensor gather(long dim, Tensor index) => Indexing.Gather.Call(this, dim, index);
        public Tensor scatter(long dim, Tensor index, Tensor src) => Indexing.ScatterSrc.Call(this, dim, index, src);
        public Tensor scatter(long dim, Tensor index, Scalar value) => Indexing.ScatterValue.Call(this, dim, index, value);
        public Tensor scatter_(long dim, Tensor index, Tensor src) => Changed(Indexing.ScatterSrcInPlace, this, dim, index, src);
        public Tensor scatter_(long dim, Tensor index, Scalar value) => Changed(Indexing.ScatterValueInPlace, this, dim, index, value);
        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Indexing.ScatterAdd.Call(this, dim, index, src);
        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Changed(Indexing.ScatterAddInPlace, this, dim, index, src);
        public Tensor masked_select(Tensor mask) => Indexing.MaskedSelect.Call(this, mask);
        public Tensor masked_fill(Tensor mask, Scalar value) => Indexing.MaskedFillScalar.Call(this, mask, value);
        public Tensor masked_fill(Tensor mask, Tensor value) => Indexing.MaskedFillTensor.Call(this, mask, value);
        public Tensor masked_fill_(Tensor mask, Scalar value) => Changed(Indexing.MaskedFillScalarInPlace, this, mask, value);
        public Tensor masked_fill_(Tensor mask, Tensor value) => Changed(Indexing.MaskedFillTensorInPlace, this, mask, value);
        public Tensor take(Tensor index) => Indexing.Take.Call(this, index);
        public Tensor take_along_dim(Tensor indices, long dim) => Indexing.TakeAlongDim.Call(this, indices, dim);
        public Tensor index(params Tensor?[] indices) => Indexing.Index.Call(this, indices);
        public Tensor index_put_(Tensor value, params Tensor?[] indices) => Changed(Indexing.IndexPutInPlace, this, indices, value);
    }
}
