using System.Diagnostics;
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

    /// <summary>Seconds that the same work takes a number of times in a row, until it is done; what it makes dies each time.</summary>
    public static double SecondsOf(Device device, int times, Action work)
    {
        For(device);
        var start = Stopwatch.GetTimestamp();
        for (var time = 0; time < times; time++)
        {
            using var scope = NewDisposeScope();
            work();
        }

        For(device);

        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
