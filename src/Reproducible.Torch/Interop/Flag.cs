namespace Reproducible.Torch.Interop;

/// <summary>libtorch's global switches: <c>rt_flag</c> of reproducible_torch.h.</summary>
internal enum Flag
{
    GradEnabled = 0,
    InferenceEnabled = 1,
    DeterministicAlgorithms = 2,
    DeterministicWarnOnly = 3,
    CudnnEnabled = 4,
    CudnnDeterministic = 5,
    CudnnBenchmark = 6,
    CudnnAllowTf32 = 7,
    CudaMatmulAllowTf32 = 8,
    CudaMatmulAllowFp16Reduction = 9,
    MkldnnEnabled = 10,
}
