using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Reproducible.Torch.Interop;
using Reproducible.Torch.Operators;

namespace Reproducible.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The bytes of contiguous elements on the CPU, seen where they lie.</summary>
        /// <exception cref="TorchException">The tensor is elsewhere, not contiguous, or has 2 GB or more.</exception>
        public TensorBytes bytes => new(this, TensorMemory.Bytes(this, "bytes"));

        /// <summary>The bytes of contiguous elements on the CPU, to be looked at again and again: they are those of the moment. Keeps this tensor alive; good until it is disposed of.</summary>
        /// <inheritdoc cref="bytes"/>
        public Memory<byte> memory => new KeptBytes(this).Memory;

        /// <summary><see cref="bytes"/> where they can be seen.</summary>
        /// <returns>False where the elements lie on another device, or not in order.</returns>
        /// <exception cref="TorchException">The tensor has 2 GB or more.</exception>
        public bool TryGetBytes(out TensorBytes bytes)
        {
            var isThere = TensorMemory.TryBytes(this, "bytes", out var span);
            bytes = new(this, span);
            return isThere;
        }

        /// <summary>The single element, as a number of the kind it is.</summary>
        /// <exception cref="TorchException">The tensor has more than one element, or none.</exception>
        public Scalar item() => Creation.Item.CallScalar(this);

        /// <summary>The single element, converted.</summary>
        /// <typeparam name="T">A number type or bool.</typeparam>
        /// <exception cref="TorchException">The tensor has more than one element, or none.</exception>
        /// <exception cref="OverflowException">The element does not fit a whole-number type.</exception>
        public T item<T>()
            where T : unmanaged
        {
            var value = item();

            // The type is known when this is compiled: one branch stays, and nothing is boxed.
            return default(T) switch
            {
                float => As((float)value.ToDouble()),
                double => As(value.ToDouble()),
                long => As(value.ToInt64()),
                int => As(checked((int)value.ToInt64())),
                short => As(checked((short)value.ToInt64())),
                sbyte => As(checked((sbyte)value.ToInt64())),
                byte => As(checked((byte)value.ToInt64())),
                Half => As((Half)value.ToDouble()),
                bool => As(value.ToBoolean()),
                _ => throw new ArgumentException($"An element can't be read as {typeof(T).Name}."),
            };

            static T As<TValue>(TValue converted)
                where TValue : unmanaged => Unsafe.BitCast<TValue, T>(converted);
        }

        /// <summary>The elements in row-major order, copied.</summary>
        /// <typeparam name="T">The C# type of <see cref="dtype"/>; <c>ushort</c> gives the raw bits of half types.</typeparam>
        /// <exception cref="ArgumentException">The elements are of another type; convert with <c>to</c> first.</exception>
        public T[] ToArray<T>()
            where T : unmanaged
        {
            if (!ElementTypes.Matches<T>(dtype))
            {
                throw new ArgumentException($"The elements are {dtype}, not {typeof(T).Name}. Convert first: to({ElementTypes.Of<T>()}).");
            }

            if (device_type == DeviceType.CPU && is_contiguous())
            {
                var elements = MemoryMarshal.Cast<byte, T>(TensorMemory.Bytes(this, "ToArray")).ToArray();
                GC.KeepAlive(this);
                return elements;
            }

            using var near = WithoutScope(() => cpu());
            using var inOrder = WithoutScope(() => near.contiguous());
            return inOrder.ToArray<T>();
        }

        /// <summary>The elements in row-major order, copied: an array that is also indexed by dimensions.</summary>
        /// <inheritdoc cref="ToArray{T}"/>
        public TensorAccessor<T> data<T>()
            where T : unmanaged => new(ToArray<T>(), shape);

        /// <summary>Overwrites all elements in row-major order.</summary>
        /// <exception cref="ArgumentException">The type or the number of elements differs.</exception>
        /// <exception cref="TorchException">The tensor is not contiguous memory of the CPU.</exception>
        public void CopyFrom<T>(ReadOnlySpan<T> elements)
            where T : unmanaged
        {
            if (!ElementTypes.Matches<T>(dtype) || elements.Length != numel())
            {
                throw new ArgumentException($"{elements.Length} elements of {typeof(T).Name} were given; the tensor has {numel()} of {dtype}.");
            }

            ElementTypes.Bytes(elements).CopyTo(TensorMemory.Bytes(this, "CopyFrom"));
            GC.KeepAlive(this);
        }

        // The result belongs to the method alone: the caller's scope is not made to carry it.
        private static Tensor WithoutScope(Func<Tensor> compute) => compute().DetachFromDisposeScope();
    }
}
