using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Reproducible.Provenance;

/// <summary>What NVIDIA's tool says of GPUs and of the memory that processes hold on them.</summary>
/// <remarks>Source: nvidia-smi's manual page, "Selective query options": <c>--query-gpu</c>, <c>--query-compute-apps</c>, <c>--format=csv,noheader,nounits</c>; memory is in MiB.</remarks>
internal static class NvidiaSmi
{
    private const long Mebibyte = 1 << 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>A CUDA device as it is now; null where there is none of that name, no driver or no tool.</summary>
    /// <param name="device"><c>cuda:1</c>; <c>cuda</c> is the first.</param>
    public static GpuReading? Read(string device) =>
        IsCuda(device) && Ask("--query-gpu=index,utilization.gpu,memory.used,memory.free,memory.total,power.draw,enforced.power.limit", NameOf(device)) is { } lines ? Gpu(lines) : null;

    /// <summary>Bytes that a process holds on a CUDA device; 0 where that is not known. In a container the tool may know processes by other numbers.</summary>
    public static long HeldBy(string device, int process) =>
        IsCuda(device) && Ask("--query-compute-apps=pid,used_gpu_memory", NameOf(device)) is { } lines ? Held(lines, process) : 0;

    /// <summary>The device's name for the tool. It knows no CUDA_VISIBLE_DEVICES, which renumbers what CUDA sees.</summary>
    /// <param name="visible">What that variable holds; null: it is not set.</param>
    internal static string NameOf(string device, string? visible)
    {
        var index = device.Split(':') is [_, var number] ? int.Parse(number, CultureInfo.InvariantCulture) : 0;

        return visible?.Split(',', StringSplitOptions.TrimEntries) is { } names && index < names.Length ? names[index] : index.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The first line's GPU; null when its memory is not stated.</summary>
    internal static GpuReading? Gpu(IReadOnlyList<string> lines) =>
        lines is [var line, ..] && line.Split(',', StringSplitOptions.TrimEntries) is [var index, var busy, var used, var free, var total, var watts, var most]
            && Number(index) is { } number && Number(used) is { } usedMiB && Number(free) is { } freeMiB && Number(total) is { } totalMiB
            ? new((int)number, Number(busy), (long)usedMiB * Mebibyte, (long)freeMiB * Mebibyte, (long)totalMiB * Mebibyte, Number(watts), Number(most))
            : null;

    /// <summary>A process's bytes, summed over its lines.</summary>
    internal static long Held(IReadOnlyList<string> lines, int process) => lines
        .Select(line => line.Split(',', StringSplitOptions.TrimEntries))
        .Where(cells => cells.Length == 2 && Number(cells[0]) == process)
        .Sum(cells => (long)(Number(cells[1]) ?? 0) * Mebibyte);

    private static bool IsCuda(string device) => device.StartsWith("cuda", StringComparison.Ordinal);

    private static string NameOf(string device) => NameOf(device, Environment.GetEnvironmentVariable("CUDA_VISIBLE_DEVICES"));

    // "[N/A]", "[Not Supported]", "[Insufficient Permissions]" stand where there is no number.
    private static double? Number(string cell) => double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;

    private static string[]? Ask(string query, string gpu)
    {
        try
        {
            using var tool = Process.Start(new ProcessStartInfo("nvidia-smi", [query, "--format=csv,noheader,nounits", $"--id={gpu}"]) { RedirectStandardOutput = true, RedirectStandardError = true });
            if (tool is null)
            {
                return null;
            }

            var (output, errors) = (tool.StandardOutput.ReadToEndAsync(), tool.StandardError.ReadToEndAsync());
            if (!tool.WaitForExit(Patience))
            {
                tool.Kill();
                return null;
            }

            Task.WaitAll(output, errors);

            return tool.ExitCode == 0 ? output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries) : null;
        }
        catch (Exception fault) when (fault is Win32Exception or InvalidOperationException)
        {
            return null; // There is no such tool, so there is no such GPU.
        }
    }
}
