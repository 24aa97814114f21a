using Reproducible.Torch.Interop;

namespace Reproducible.Torch.Operators;

/// <summary>New tensors, and copies in another type or place.</summary>
internal static class Creation
{
    internal static readonly Operator Empty = new("aten::empty.memory_format(int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor");
    internal static readonly Operator EmptyStrided = new("aten::empty_strided(int[] size, int[] stride, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor");
    internal static readonly Operator EmptyLike = new("aten::empty_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor");
    internal static readonly Operator Zeros = new("aten::zeros(int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor");
    internal static readonly Operator ZerosLike = new("aten::zeros_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor");
    internal static readonly Operator Ones = new("aten::ones(int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor");
    internal static readonly Operator OnesLike = new("aten::ones_like(Tensor self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor");
    internal static readonly Operator Full = new("aten::full(int[] size, Scalar fill_value, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor");
    internal static readonly Operator FullLike = new("aten::full_like(Tensor self, Scalar fill_value, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, MemoryFormat? memory_format=None) -> Tensor");
    internal static readonly Operator NewZeros = new("aten::new_zeros(Tensor self, int[] size, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor");
    internal static readonly Operator Eye = new("aten::eye(int n, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor");
    internal static readonly Operator EyeM = new("aten::eye.m(int n, int m, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor");
    internal static readonly Operator Arange = new("aten::arange.start_step(Scalar start, Scalar end, Scalar step=1, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor");
    internal static readonly Operator Linspace = new("aten::linspace(Scalar start, Scalar end, int steps, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor");
    internal static readonly Operator To = new("aten::to.dtype_layout(Tensor(a) self, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None, bool non_blocking=False, bool copy=False, MemoryFormat? memory_format=None) -> Tensor(a)");
    internal static readonly Operator CopyInPlace = new("aten::copy_(Tensor(a!) self, Tensor src, bool non_blocking=False) -> Tensor(a!)");
    internal static readonly Operator ZeroInPlace = new("aten::zero_(Tensor(a!) self) -> Tensor(a!)");
    internal static readonly Operator FillScalarInPlace = new("aten::fill_.Scalar(Tensor(a!) self, Scalar value) -> Tensor(a!)");
    internal static readonly Operator FillTensorInPlace = new("aten::fill_.Tensor(Tensor(a!) self, Tensor value) -> Tensor(a!)");
    internal static readonly Operator SetSourceTensorInPlace = new("aten::set_.source_Tensor(Tensor(a!) self, Tensor source) -> Tensor(a!)");
    internal static readonly Operator FromFile = new("aten::from_file(str filename, bool? shared=None, int? size=0, *, ScalarType? dtype=None, Layout? layout=None, Device? device=None, bool? pin_memory=None) -> Tensor");
    internal static readonly Operator Item = new("aten::item(Tensor self) -> Scalar");
}
