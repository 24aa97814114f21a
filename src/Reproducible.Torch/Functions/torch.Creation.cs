using System.Runtime.CompilerServices;
using Reproducible.Torch.Interop;
using Reproducible.Torch.Operators;

namespace Reproducible.Torch;

public static partial class torch
{
    // A literal 0 converts to any enumeration, so a length or dimension goes before a type: OverloadResolutionPriority.
#pragma warning disable CS1591 // Names and meanings are PyTorch's; there is nothing to add to them.
    public static Tensor empty(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Grad(Creation.Empty.Call(size, dtype, Arg.None, device), requires_grad);
    public static Tensor empty(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => empty([size], dtype, device, requires_grad);
    [OverloadResolutionPriority(1)]
    public static Tensor empty(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => empty([rows, columns], dtype, device, requires_grad);
    public static Tensor empty_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Grad(Creation.EmptyLike.Call(input, dtype, Arg.None, device), requires_grad);
    public static Tensor empty_strided(long[] size, long[] strides, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Grad(Creation.EmptyStrided.Call(size, strides, dtype, Arg.None, device), requires_grad);
    public static Tensor zeros(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Grad(Creation.Zeros.Call(size, dtype, Arg.None, device), requires_grad);
    public static Tensor zeros(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => zeros([size], dtype, device, requires_grad);
    [OverloadResolutionPriority(1)]
    public static Tensor zeros(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => zeros([rows, columns], dtype, device, requires_grad);
    [OverloadResolutionPriority(2)]
    public static Tensor zeros(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => zeros([dim0, dim1, dim2], dtype, device, requires_grad);
    [OverloadResolutionPriority(3)]
    public static Tensor zeros(long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => zeros([dim0, dim1, dim2, dim3], dtype, device, requires_grad);
    public static Tensor zeros_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Grad(Creation.ZerosLike.Call(input, dtype, Arg.None, device), requires_grad);
    public static Tensor ones(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Grad(Creation.Ones.Call(size, dtype, Arg.None, device), requires_grad);
    public static Tensor ones(long size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => ones([size], dtype, device, requires_grad);
    [OverloadResolutionPriority(1)]
    public static Tensor ones(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => ones([rows, columns], dtype, device, requires_grad);
    [OverloadResolutionPriority(2)]
    public static Tensor ones(long dim0, long dim1, long dim2, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => ones([dim0, dim1, dim2], dtype, device, requires_grad);
    [OverloadResolutionPriority(3)]
    public static Tensor ones(long dim0, long dim1, long dim2, long dim3, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => ones([dim0, dim1, dim2, dim3], dtype, device, requires_grad);
    public static Tensor ones_like(Tensor input, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Grad(Creation.OnesLike.Call(input, dtype, Arg.None, device), requires_grad);
    public static Tensor full(long[] size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Grad(Creation.Full.Call(size, value, dtype, Arg.None, device), requires_grad);
    public static Tensor full(long size, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => full([size], value, dtype, device, requires_grad);
    [OverloadResolutionPriority(1)]
    public static Tensor full(long rows, long columns, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => full([rows, columns], value, dtype, device, requires_grad);
    public static Tensor full_like(Tensor input, Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Grad(Creation.FullLike.Call(input, value, dtype, Arg.None, device), requires_grad);
    public static Tensor eye(long rows, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Grad(Creation.Eye.Call(rows, dtype, Arg.None, device), requires_grad);
    [OverloadResolutionPriority(1)]
    public static Tensor eye(long rows, long columns, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Grad(Creation.EyeM.Call(rows, columns, dtype, Arg.None, device), requires_grad);
    public static Tensor arange(Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => arange(0, stop, 1, dtype, device, requires_grad);
    [OverloadResolutionPriority(1)]
    public static Tensor arange(Scalar start, Scalar stop, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => arange(start, stop, 1, dtype, device, requires_grad);
    [OverloadResolutionPriority(2)]
    public static Tensor arange(Scalar start, Scalar stop, Scalar step, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Grad(Creation.Arange.Call(start, stop, step, dtype, Arg.None, device), requires_grad);
    public static Tensor linspace(double start, double end, long steps, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Grad(Creation.Linspace.Call(start, end, steps, dtype, Arg.None, device), requires_grad);

    private static Tensor Grad(Tensor tensor, bool requires_grad) => requires_grad ? tensor.requires_grad_() : tensor;
}
