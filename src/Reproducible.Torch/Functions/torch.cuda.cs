using Reproducible.Torch.Interop;

namespace Reproducible.Torch;

public static partial class torch
{
    /// <summary>What is known of the GPUs.</summary>
    public static class cuda
    {
        private static (bool Available, int Devices, bool Cudnn) Facts
        {
            get
            {
                Native.Check(Native.CudaFacts(out var available, out var devices, out var cudnn), "cuda");
                return (available != 0, devices, cudnn != 0);
            }
        }

        /// <summary>Whether this libtorch has CUDA and there is a GPU.</summary>
        public static bool is_available() => Facts.Available;

        /// <summary>Number of GPUs; 0 where there is none or libtorch has no CUDA.</summary>
        public static int device_count() => Facts.Devices;

        /// <summary>Whether cuDNN can be used.</summary>
        public static bool is_cudnn_available() => Facts.Cudnn;

        /// <summary>Waits until a GPU has done all it was given.</summary>
        /// <param name="deviceIndex">Which; -1 is the current one.</param>
        public static void synchronize(long deviceIndex = -1) => Native.Check(Native.CudaSynchronize(deviceIndex), "cuda.synchronize");
    }

}
