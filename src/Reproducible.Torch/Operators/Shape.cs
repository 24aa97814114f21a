using Reproducible.Torch.Interop;

namespace Reproducible.Torch.Operators;

/// <summary>The same elements in another shape, and tensors put together and taken apart.</summary>
internal static class Shape
{
    internal static readonly Operator View = new("aten::view(Tensor(a) self, int[] size) -> Tensor(a)");
    internal static readonly Operator ViewDtype = new("aten::view.dtype(Tensor(a) self, ScalarType dtype) -> Tensor(a)");
    internal static readonly Operator Reshape = new("aten::reshape(Tensor(a) self, int[] shape) -> Tensor(a)");
    internal static readonly Operator Flatten = new("aten::flatten.using_ints(Tensor(a) self, int start_dim=0, int end_dim=-1) -> Tensor(a)");
    internal static readonly Operator Unflatten = new("aten::unflatten.int(Tensor(a) self, int dim, int[] sizes) -> Tensor(a)");
    internal static readonly Operator Permute = new("aten::permute(Tensor(a) self, int[] dims) -> Tensor(a)");
    internal static readonly Operator Transpose = new("aten::transpose.int(Tensor(a) self, int dim0, int dim1) -> Tensor(a)");
    internal static readonly Operator T = new("aten::t(Tensor(a) self) -> Tensor(a)");
    internal static readonly Operator Squeeze = new("aten::squeeze(Tensor(a) self) -> Tensor(a)");
    internal static readonly Operator SqueezeDim = new("aten::squeeze.dim(Tensor(a) self, int dim) -> Tensor(a)");
    internal static readonly Operator Unsqueeze = new("aten::unsqueeze(Tensor(a) self, int dim) -> Tensor(a)");
    internal static readonly Operator SqueezeInPlace = new("aten::squeeze_(Tensor(a!) self) -> Tensor(a!)");
    internal static readonly Operator SqueezeDimInPlace = new("aten::squeeze_.dim(Tensor(a!) self, int dim) -> Tensor(a!)");
    internal static readonly Operator UnsqueezeInPlace = new("aten::unsqueeze_(Tensor(a!) self, int dim) -> Tensor(a!)");
    internal static readonly Operator Expand = new("aten::expand(Tensor(a) self, int[] size, *, bool implicit=False) -> Tensor(a)");
    internal static readonly Operator ExpandAs = new("aten::expand_as(Tensor(a) self, Tensor other) -> Tensor(a)");
    internal static readonly Operator Repeat = new("aten::repeat(Tensor self, int[] repeats) -> Tensor");
    internal static readonly Operator RepeatInterleaveSelfInt = new("aten::repeat_interleave.self_int(Tensor self, int repeats, int? dim=None, *, int? output_size=None) -> Tensor");
    internal static readonly Operator RepeatInterleaveSelfTensor = new("aten::repeat_interleave.self_Tensor(Tensor self, Tensor repeats, int? dim=None, *, int? output_size=None) -> Tensor");
    internal static readonly Operator Tile = new("aten::tile(Tensor self, int[] dims) -> Tensor");
    internal static readonly Operator Roll = new("aten::roll(Tensor self, int[1] shifts, int[1] dims=[]) -> Tensor");
    internal static readonly Operator Flip = new("aten::flip(Tensor self, int[] dims) -> Tensor");
    internal static readonly Operator Cat = new("aten::cat(Tensor[] tensors, int dim=0) -> Tensor");
    internal static readonly Operator Stack = new("aten::stack(Tensor[] tensors, int dim=0) -> Tensor");
    internal static readonly Operator Hstack = new("aten::hstack(Tensor[] tensors) -> Tensor");
    internal static readonly Operator Vstack = new("aten::vstack(Tensor[] tensors) -> Tensor");
    internal static readonly Operator Chunk = new("aten::chunk(Tensor(a -> *) self, int chunks, int dim=0) -> Tensor(a)[]");
    internal static readonly Operator Split = new("aten::split.Tensor(Tensor(a -> *) self, int split_size, int dim=0) -> Tensor(a)[]");
    internal static readonly Operator SplitSizes = new("aten::split.sizes(Tensor(a -> *) self, int[] split_size, int dim=0) -> Tensor(a)[]");
    internal static readonly Operator TensorSplitSections = new("aten::tensor_split.sections(Tensor(a -> *) self, int sections, int dim=0) -> Tensor(a)[]");
    internal static readonly Operator Narrow = new("aten::narrow(Tensor(a) self, int dim, int start, int length) -> Tensor(a)");
    internal static readonly Operator Select = new("aten::select.int(Tensor(a) self, int dim, int index) -> Tensor(a)");
    internal static readonly Operator Slice = new("aten::slice.Tensor(Tensor(a) self, int dim=0, int? start=None, int? end=None, int step=1) -> Tensor(a)");
    internal static readonly Operator Unbind = new("aten::unbind.int(Tensor(a -> *) self, int dim=0) -> Tensor(a)[]");
    internal static readonly Operator Movedim = new("aten::movedim.int(Tensor(a) self, int source, int destination) -> Tensor(a)");
    internal static readonly Operator Contiguous = new("aten::contiguous(Tensor(a) self, *, MemoryFormat memory_format=contiguous_format) -> Tensor(a)");
    internal static readonly Operator Clone = new("aten::clone(Tensor self, *, MemoryFormat? memory_format=None) -> Tensor");
    internal static readonly Operator Detach = new("aten::detach(Tensor(a) self) -> Tensor(a)");
    internal static readonly Operator DetachInPlace = new("aten::detach_(Tensor(a!) self) -> Tensor(a!)");
    internal static readonly Operator Alias = new("aten::alias(Tensor(a) self) -> Tensor(a)");
    internal static readonly Operator Diagonal = new("aten::diagonal(Tensor(a) self, int offset=0, int dim1=0, int dim2=1) -> Tensor(a)");
    internal static readonly Operator Diag = new("aten::diag(Tensor self, int diagonal=0) -> Tensor");
    internal static readonly Operator Tril = new("aten::tril(Tensor self, int diagonal=0) -> Tensor");
    internal static readonly Operator Triu = new("aten::triu(Tensor self, int diagonal=0) -> Tensor");
    internal static readonly Operator Unfold = new("aten::unfold(Tensor(a) self, int dimension, int size, int step) -> Tensor(a)");
    internal static readonly Operator BroadcastTensors = new("aten::broadcast_tensors(Tensor[] tensors) -> Tensor[]");
    internal static readonly Operator Meshgrid = new("aten::meshgrid.indexing(Tensor[] tensors, *, str indexing) -> Tensor[]");
}
