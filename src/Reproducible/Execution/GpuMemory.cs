using System.Diagnostics;
using Reproducible.Provenance;

namespace Reproducible.Execution;

/// <summary>Memory of one CUDA device, asked for no oftener than once a second: nvidia-smi takes a good part of one. Safe to use from several threads.</summary>
/// <param name="device"><c>cuda:0</c>.</param>
internal sealed class GpuMemory(string device)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly Dictionary<int, long> held = [];
    private long? asked;
    private long free;

    /// <summary>Bytes that can be had; without the tool nothing is known, and there is no limit.</summary>
    public long Free
    {
        get
        {
            lock (gate)
            {
                Refresh();

                return free;
            }
        }
    }

    /// <summary>Bytes that a process holds; 0: not known.</summary>
    public long HeldBy(int process)
    {
        lock (gate)
        {
            Refresh();
            if (!held.TryGetValue(process, out var bytes))
            {
                held[process] = bytes = NvidiaSmi.HeldBy(device, process);
            }

            return bytes;
        }
    }

    private void Refresh()
    {
        if (asked is { } last && Stopwatch.GetElapsedTime(last) < Fresh)
        {
            return;
        }

        free = NvidiaSmi.Read(device)?.Free ?? long.MaxValue;
        held.Clear();
        asked = Stopwatch.GetTimestamp();
    }
}
