using Reproducible.Torch.Interop;

namespace Reproducible.Torch;

public static partial class torch
{
    /// <summary>A stream of random numbers with a state of its own.</summary>
    public sealed class Generator : IDisposable
    {
        private nint handle;

        /// <summary>A new stream, which nothing else draws from.</summary>
        /// <param name="seed">Where the stream begins: the same seed gives the same numbers as Python's <c>torch.Generator</c>.</param>
        /// <param name="device">Where the numbers are drawn; null is the CPU.</param>
        public Generator(ulong seed = 0, Device? device = null)
        {
            handle = Open(device ?? CPU, clone: true);
            manual_seed(unchecked((long)seed));
        }

        // Private: new Generator(7) must never be read as a handle.
        private Generator(nint handle) => this.handle = handle;

        /// <summary>Gives the stream back when nobody disposed of it.</summary>
        ~Generator() => Free();

        /// <summary>Where the numbers are drawn.</summary>
        public Device device
        {
            get
            {
                Native.Check(Native.GeneratorDevice(Handle, out var type, out var index), "generator device");
                GC.KeepAlive(this);
                return new((DeviceType)type, index);
            }
        }

        internal nint Handle => handle != 0 ? handle : throw new InvalidOperationException("This generator was disposed.");

        /// <summary>Begins the stream anew.</summary>
        /// <param name="seed">Any number; negative ones wrap around, as in Python.</param>
        public Generator manual_seed(long seed)
        {
            Native.Check(Native.GeneratorSetSeed(Handle, unchecked((ulong)seed)), "manual_seed");
            GC.KeepAlive(this);
            return this;
        }

        /// <summary>The seed the stream began with.</summary>
        public long initial_seed()
        {
            Native.Check(Native.GeneratorGetSeed(Handle, out var seed), "initial_seed");
            GC.KeepAlive(this);
            return unchecked((long)seed);
        }

        /// <summary>All that decides what comes next, as bytes on the CPU.</summary>
        public Tensor get_state()
        {
            Native.Check(Native.GeneratorGetState(Handle, out var state), "get_state");
            GC.KeepAlive(this);
            return new(state);
        }

        /// <summary>Goes on from where <see cref="get_state"/> was called.</summary>
        /// <exception cref="TorchException">The bytes are no state of this kind of generator.</exception>
        public Generator set_state(Tensor state)
        {
            ArgumentNullException.ThrowIfNull(state);
            Native.Check(Native.GeneratorSetState(Handle, state.Handle), "set_state");
            GC.KeepAlive(state);
            GC.KeepAlive(this);
            return this;
        }

        /// <inheritdoc/>
        public void Dispose()
        {
            Free();
            GC.SuppressFinalize(this);
        }

        /// <summary>The stream that a device's operators draw from when they are given none.</summary>
        internal static Generator Shared(Device device) => new(Open(device, clone: false));

        private static nint Open(Device device, bool clone)
        {
            Native.Check(Native.GeneratorGet((int)device.type, device.index, clone ? 1 : 0, out var handle), "generator");
            return handle;
        }

        private void Free()
        {
            var mine = Interlocked.Exchange(ref handle, 0);
            if (mine != 0)
            {
                Native.GeneratorFree(mine);
            }
        }
    }
}
