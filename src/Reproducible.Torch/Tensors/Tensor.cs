using Reproducible.Torch.Interop;

namespace Reproducible.Torch;

public static partial class torch
{
    /// <summary>Numbers of one type in a box of any number of dimensions, on a device.</summary>
    /// <remarks>Owns one reference to libtorch's tensor. It dies with the <see cref="DisposeScope"/> it was made in, or by
    /// <see cref="Dispose"/>; the finalizer is the net, not the plan, for it does not know that memory is short.
    /// Using it afterwards is an <see cref="InvalidOperationException"/>. Every method that computes throws
    /// <see cref="TorchException"/> with libtorch's words when shapes, types or devices don't fit.</remarks>
    public partial class Tensor : IDisposable
    {
        private nint handle;

        /// <summary>Takes over a handle and joins the innermost open scope.</summary>
        internal Tensor(nint handle)
        {
            this.handle = handle;
            DisposeScope.Current?.Include(this);
        }

        /// <summary>Frees what nobody disposed of.</summary>
        ~Tensor() => Free();

        /// <summary>How many tensors of this process hold libtorch memory and were not freed yet.</summary>
        public static long TotalCount => Native.TensorLiveCount();

        /// <summary>Whether the tensor was disposed of.</summary>
        public bool IsInvalid => handle == 0;

        /// <summary>Length of each dimension, outermost first.</summary>
        public long[] shape => SizesAndStrides(strides: false);

        /// <summary>For each dimension, how many elements lie between neighbours.</summary>
        public long[] strides => SizesAndStrides(strides: true);

        /// <summary>Number of dimensions; 0 for a single number.</summary>
        public long ndim => Facts.Dimensions;

        /// <summary>Type of the elements.</summary>
        public ScalarType dtype => (ScalarType)Facts.ScalarType;

        /// <summary>Where the elements live.</summary>
        public Device device => Facts is { DeviceType: 0 } ? CPU : new((DeviceType)Facts.DeviceType, Facts.DeviceIndex);

        /// <summary>Kind of device where the elements live.</summary>
        public DeviceType device_type => (DeviceType)Facts.DeviceType;

        /// <summary>Which device of its kind; -1 for the CPU.</summary>
        public int device_index => Facts.DeviceIndex;

        /// <summary>Number of elements.</summary>
        public long NumberOfElements => Facts.Elements;

        /// <summary>Bytes of one element.</summary>
        public long ElementSize => Facts.ElementBytes;

        /// <summary>Elements between the start of the memory and the first element.</summary>
        public long storage_offset() => Facts.StorageOffset;

        internal nint Handle => handle != 0 ? handle : throw Disposed();

        internal TensorFacts Facts
        {
            get
            {
                Native.TensorGetFacts(Handle, out var facts);
                GC.KeepAlive(this);
                return facts;
            }
        }

        /// <summary>Number of elements.</summary>
        public long numel() => Facts.Elements;

        /// <summary>Number of dimensions; 0 for a single number.</summary>
        public long dim() => Facts.Dimensions;

        /// <summary>Bytes of one element.</summary>
        public long element_size() => Facts.ElementBytes;

        /// <summary>Length of a dimension.</summary>
        /// <param name="dim">From 0, or from -1 backwards.</param>
        public long size(long dim)
        {
            var dimensions = Facts.Dimensions;
            if (dim < -dimensions || dim >= dimensions)
            {
                throw new ArgumentOutOfRangeException(nameof(dim), dim, $"The tensor has {dimensions} dimensions.");
            }

            var length = TensorMemory.Size(Handle, dimensions, (int)(dim < 0 ? dim + dimensions : dim));
            GC.KeepAlive(this);
            return length;
        }

        /// <summary>Whether the elements are real numbers of any precision.</summary>
        public bool is_floating_point() => dtype is ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32 or ScalarType.Float64;

        /// <summary>Frees the memory unless libtorch itself still uses it. Further calls do nothing.</summary>
        public void Dispose()
        {
            Free();
            GC.SuppressFinalize(this);
        }

        /// <summary>Another reference to the same libtorch tensor, with a life of its own.</summary>
        public Tensor alias()
        {
            var mine = Native.TensorAlias(Handle);
            GC.KeepAlive(this);
            return new(mine);
        }

        /// <summary>Gives the tensor to the scope around the one that owns it.</summary>
        public Tensor MoveToOuterDisposeScope()
        {
            DisposeScope.MoveToOuterOfOwner(this);
            return this;
        }

        /// <summary>Takes the tensor out of its scope: it lives until it is disposed of or forgotten.</summary>
        public Tensor DetachFromDisposeScope()
        {
            DisposeScope.Move(this, null);
            return this;
        }

        /// <summary>Hands the reference over: this object is disposed, the caller owns the handle.</summary>
        internal nint MoveHandle()
        {
            var mine = Interlocked.Exchange(ref handle, 0);
#pragma warning disable CA1816 // There is nothing left to finalize: this is Dispose with the handle kept.
            GC.SuppressFinalize(this);
#pragma warning restore CA1816
            return mine != 0 ? mine : throw Disposed();
        }

        private static InvalidOperationException Disposed() =>
            new("Tensor invalid -- empty handle. It was disposed of, or the scope it was made in was closed; use MoveToOuter to keep it.");

        private long[] SizesAndStrides(bool strides)
        {
            var sizes = TensorMemory.Sizes(Handle, Facts.Dimensions, strides);
            GC.KeepAlive(this);
            return sizes;
        }

        private void Free()
        {
            var mine = Interlocked.Exchange(ref handle, 0);
            if (mine != 0)
            {
                Native.TensorFree(mine);
            }
        }
    }
}
