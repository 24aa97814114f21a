using Reproducible.Torch.Interop;

namespace Reproducible.Torch;

public static partial class torch
{
    /// <summary>Switches of the libraries below libtorch, for the whole process.</summary>
    public static class backends
    {
        /// <summary>NVIDIA's library of convolutions.</summary>
        public static class cudnn
        {
            /// <summary>Whether it is used at all.</summary>
            public static bool enabled { get => Switches.Get(Flag.CudnnEnabled); set => Switches.Set(Flag.CudnnEnabled, value); }

            /// <summary>Whether only algorithms that repeat bit for bit are used.</summary>
            public static bool deterministic { get => Switches.Get(Flag.CudnnDeterministic); set => Switches.Set(Flag.CudnnDeterministic, value); }

            /// <summary>Whether the fastest algorithm is found by trying; which one wins may differ from run to run.</summary>
            public static bool benchmark { get => Switches.Get(Flag.CudnnBenchmark); set => Switches.Set(Flag.CudnnBenchmark, value); }

            /// <summary>Whether products may be rounded to 10 bits of fraction.</summary>
            public static bool allow_tf32 { get => Switches.Get(Flag.CudnnAllowTf32); set => Switches.Set(Flag.CudnnAllowTf32, value); }
        }

        /// <summary>NVIDIA's libraries of matrix products.</summary>
        public static class cuda
        {
            /// <summary>Matrix products.</summary>
            public static class matmul
            {
                /// <summary>Whether products may be rounded to 10 bits of fraction.</summary>
                public static bool allow_tf32 { get => Switches.Get(Flag.CudaMatmulAllowTf32); set => Switches.Set(Flag.CudaMatmulAllowTf32, value); }

                /// <summary>Whether sums of half-precision products may be half-precision too.</summary>
                public static bool allow_fp16_reduced_precision_reduction { get => Switches.Get(Flag.CudaMatmulAllowFp16Reduction); set => Switches.Set(Flag.CudaMatmulAllowFp16Reduction, value); }
            }
        }

        /// <summary>oneDNN, the CPU's library of convolutions.</summary>
        public static class mkldnn
        {
            /// <summary>Whether it is used at all.</summary>
            public static bool enabled { get => Switches.Get(Flag.MkldnnEnabled); set => Switches.Set(Flag.MkldnnEnabled, value); }
        }
    }
}
