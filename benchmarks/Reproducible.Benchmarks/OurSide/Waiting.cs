using Reproducible.Torch;
using static Reproducible.Torch.torch;

namespace Reproducible.Benchmarks.OurSide;

/// <summary>A GPU is asked for work and does it later; what is timed has to be done.</summary>
internal static class Waiting
{
    /// <summary>Returns when all that a device was asked for is done; on the processor it is.</summary>
    public static void For(Device device)
    {
        if (device.type == DeviceType.CUDA)
        {
            cuda.synchronize(device.index);
        }
    }
}
