using System.Runtime.CompilerServices;
using Reproducible.Torch.Interop;
using Reproducible.Torch.Operators;

namespace Reproducible.Torch;

public static partial class torch
{
    // Views share their elements with this tensor; changing one changes the other.
    public partial class Tensor
    {
        // A literal 0 converts to any enumeration, so a length or dimension goes before a type: OverloadResolutionPriority.
#pragma warning disable CS1591 // Names and meanings are PyTorch's; there is nothing to add to them.
        [OverloadResolutionPriority(1)]
        public Tensor view(params long[] shape) => Shape.View.Call(this, shape);
        public Tensor view_as(Tensor other) => Shape.View.Call(this, other.shape);
        public Tensor view(ScalarType dtype) => Shape.ViewDtype.Call(this, dtype);
        public Tensor reshape(params long[] shape) => Shape.Reshape.Call(this, shape);
        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Shape.Flatten.Call(this, start_dim, end_dim);
        public Tensor unflatten(long dim, params long[] sizes) => Shape.Unflatten.Call(this, dim, sizes, Arg.None);
        public Tensor permute(params long[] permutation) => Shape.Permute.Call(this, permutation);
        public Tensor transpose(long dim0, long dim1) => Shape.Transpose.Call(this, dim0, dim1);
        public Tensor t() => Shape.T.Call(this);
        public Tensor squeeze() => Shape.Squeeze.Call(this);
        public Tensor squeeze(long dim) => Shape.SqueezeDim.Call(this, dim);
        public Tensor squeeze_() => Changed(Shape.SqueezeInPlace, this);
        public Tensor squeeze_(long dim) => Changed(Shape.SqueezeDimInPlace, this, dim);
        public Tensor unsqueeze(long dim) => Shape.Unsqueeze.Call(this, dim);
        public Tensor unsqueeze_(long dim) => Changed(Shape.UnsqueezeInPlace, this, dim);
        public Tensor expand(params long[] sizes) => Shape.Expand.Call(this, sizes);
        public Tensor expand_as(Tensor other) => Shape.ExpandAs.Call(this, other);
        public Tensor repeat(params long[] sizes) => Shape.Repeat.Call(this, sizes);
        public Tensor repeat_interleave(long repeats, long? dim = null) => Shape.RepeatInterleaveSelfInt.Call(this, repeats, dim);
        public Tensor repeat_interleave(Tensor repeats, long? dim = null) => Shape.RepeatInterleaveSelfTensor.Call(this, repeats, dim);
        public Tensor tile(params long[] reps) => Shape.Tile.Call(this, reps);
        public Tensor roll(long shifts, long dims) => Shape.Roll.Call(this, shifts, dims);
        public Tensor roll(long[] shifts, long[]? dims = null) => Shape.Roll.Call(this, shifts, dims ?? []);
        public Tensor flip(params long[] dims) => Shape.Flip.Call(this, dims);
        public Tensor[] chunk(long chunks, long dim = 0) => Shape.Chunk.CallList(this, chunks, dim);
        public Tensor[] split(long size, long dim = 0) => Shape.Split.CallList(this, size, dim);
        public Tensor[] split(long[] sizes, long dim = 0) => Shape.SplitSizes.CallList(this, sizes, dim);
        public Tensor[] tensor_split(long sections, long dim = 0) => Shape.TensorSplitSections.CallList(this, sections, dim);
        public Tensor[] unbind(long dim = 0) => Shape.Unbind.CallList(this, dim);
        public Tensor narrow(long dim, long start, long length) => Shape.Narrow.Call(this, dim, start, length);
        public Tensor select(long dim, long index) => Shape.Select.Call(this, dim, index);
        public Tensor slice(long dim, long? start, long? finish, long step = 1) => Shape.Slice.Call(this, dim, start, finish, step);
        public Tensor movedim(long source, long destination) => Shape.Movedim.Call(this, source, destination);
        public Tensor diagonal(long offset = 0, long dim1 = 0, long dim2 = 1) => Shape.Diagonal.Call(this, offset, dim1, dim2);
        public Tensor tril(long diagonal = 0) => Shape.Tril.Call(this, diagonal);
        public Tensor triu(long diagonal = 0) => Shape.Triu.Call(this, diagonal);
        public Tensor unfold(long dimension, long size, long step) => Shape.Unfold.Call(this, dimension, size, step);
        public Tensor clone(MemoryFormat? memory_format = null) => Shape.Clone.Call(this, memory_format);
        public Tensor contiguous(MemoryFormat memory_format = MemoryFormat.Contiguous) => Shape.Contiguous.Call(this, memory_format);
    }
}
