using static Reproducible.Torch.torch;

namespace Reproducible.Torch.Tests;

internal static class LiveTensors
{
    /// <summary>How many live, after what earlier tests forgot is gone: the count can then only change by what the test does.</summary>
    internal static long Settled()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Tensor.TotalCount;
    }
}
