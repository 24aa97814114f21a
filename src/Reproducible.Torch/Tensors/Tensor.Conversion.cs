using Reproducible.Torch.Interop;
using Reproducible.Torch.Operators;

namespace Reproducible.Torch;

public static partial class torch
{
    // What is already right is returned as another reference to the same elements, unless copy is true.
    public partial class Tensor
    {
#pragma warning disable CS1591 // Names and meanings are PyTorch's; there is nothing to add to them.
        public Tensor to(ScalarType type, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => To(type, null, non_blocking, copy, null, disposeAfter);
        public Tensor to(Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => To(null, device, non_blocking, copy, null, disposeAfter);
        public Tensor to(ScalarType type, Device device, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => To(type, device, non_blocking, copy, null, disposeAfter);
        public Tensor to(Device device, ScalarType type, bool non_blocking = false) => To(type, device, non_blocking, false, null, false);
        public Tensor to(Tensor other, bool copy = false, bool disposeAfter = false, bool non_blocking = false) => To(other.dtype, other.device, non_blocking, copy, null, disposeAfter);
        public Tensor to(MemoryFormat memory_format, bool copy = false) => To(null, null, false, copy, memory_format, false);
        public Tensor type(ScalarType type) => to(type);
        public Tensor type_as(Tensor other) => to(other.dtype);
        public Tensor cpu(bool disposeAfter = false) => To(null, CPU, false, false, null, disposeAfter);
        public Tensor cuda(Device? device = null, bool disposeAfter = false, bool non_blocking = false) => To(null, device ?? CUDA, non_blocking, false, null, disposeAfter);
        public Tensor @bool() => to(ScalarType.Bool);
        public Tensor @byte() => to(ScalarType.Byte);
        public Tensor @int() => to(ScalarType.Int32);
        public Tensor @long() => to(ScalarType.Int64);
        public Tensor half() => to(ScalarType.Float16);
        public Tensor bfloat16() => to(ScalarType.BFloat16);
        public Tensor @float() => to(ScalarType.Float32);
        public Tensor @double() => to(ScalarType.Float64);
        public Tensor copy_(Tensor source, bool non_blocking = false) => Changed(Creation.CopyInPlace, this, source, non_blocking);
        public Tensor zero_() => Changed(Creation.ZeroInPlace, this);
        public Tensor fill_(Scalar value) => Changed(Creation.FillScalarInPlace, this, value);
        public Tensor fill_(Tensor value) => Changed(Creation.FillTensorInPlace, this, value);
        public Tensor new_zeros(params long[] size) => Creation.NewZeros.Call(this, size);

        /// <summary>Lets this tensor share the memory of another from now on.</summary>
        public Tensor set_(Tensor source) => Changed(Creation.SetSourceTensorInPlace, this, source);

        /// <summary>Whether the elements lie in memory in this order without gaps.</summary>
        public bool is_contiguous(MemoryFormat memory_format = MemoryFormat.Contiguous)
        {
            Native.Check(Native.TensorIsContiguous(Handle, (int)memory_format, out var answer));
            GC.KeepAlive(this);
            return answer != 0;
        }

        private Tensor To(ScalarType? type, Device? device, bool nonBlocking, bool copy, MemoryFormat? format, bool disposeAfter)
        {
            var result = Creation.To.Call(this, type, Arg.None, device, Arg.None, nonBlocking, copy, format);
            if (disposeAfter)
            {
                Dispose();
            }

            return result;
        }
    }
}
