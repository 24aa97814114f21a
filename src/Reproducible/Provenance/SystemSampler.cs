using System.Diagnostics;
using System.Globalization;

namespace Reproducible.Provenance;

/// <summary>What machine, process and GPU needed while a run went on: a row every ten seconds and one at its end. Linux only; elsewhere all is 0.</summary>
/// <remarks>One at a time in a process, whose peak is counted from here.</remarks>
internal sealed class SystemSampler : IDisposable
{
    private const double Megabyte = 1e6; // As MLflow's system metrics count.
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(10);

    private readonly string device;
    private readonly Stopwatch watch = Stopwatch.StartNew();
    private readonly List<SystemRow> rows = [];
    private readonly Lock gate = new();
    private readonly Timer timer;
    private ProcessorTime before = ProcessorTime.Now;

    /// <summary>Starts; the process's peak of memory is forgotten.</summary>
    /// <param name="device">Where the run computes: <c>cpu</c>, <c>cuda:0</c>.</param>
    public SystemSampler(string device)
    {
        this.device = device;
        ForgetPeak();
        timer = new(_ => Sample(), null, Pace, Pace);
    }

    /// <summary>Largest resident size since the start.</summary>
    public static long PeakMemoryBytes => Kilobytes("/proc/self/status", "VmHWM:") * 1024;

    /// <summary>From here on the peak counts anew; where the system refuses it counts from the process's start.</summary>
    public static void ForgetPeak()
    {
        try
        {
            File.WriteAllText("/proc/self/clear_refs", "5"); // man 5 proc: resets the peak resident set size.
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
        }
    }

    /// <summary>Takes the last sample and writes all, as CSV with a header.</summary>
    /// <exception cref="IOException">The disk is full or refuses.</exception>
    public void Write(string path)
    {
        Sample();
        lock (gate)
        {
            var gpu = rows.Select(row => row.Gpu).FirstOrDefault(reading => reading is not null);
            var lines = rows.Select(row => row.Cells(gpu is not null).Select(cell => cell?.ToString(CultureInfo.InvariantCulture) ?? "")).Prepend(SystemRow.Names(gpu));
            File.WriteAllText(path, string.Concat(lines.Select(line => $"{string.Join(',', line)}\n")));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => timer.Dispose();

    private static long Kilobytes(string file, string name) =>
        SystemFile.Lines(file).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal)) is { } line
            && long.TryParse(line.AsSpan(name.Length).Trim().TrimEnd("kB ").ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var size) ? size : 0;

    private void Sample()
    {
        lock (gate)
        {
            var (now, total) = (ProcessorTime.Now, Kilobytes("/proc/meminfo", "MemTotal:"));
            var used = total - Kilobytes("/proc/meminfo", "MemAvailable:");
            rows.Add(new(
                Math.Round(watch.Elapsed.TotalSeconds, 3),
                Math.Round(100 * now.ShareSince(before), 1),
                Math.Round(used * 1024 / Megabyte, 1),
                total == 0 ? 0 : Math.Round(100.0 * used / total, 1),
                Math.Round(Kilobytes("/proc/self/status", "VmRSS:") * 1024 / Megabyte, 1),
                NvidiaSmi.Read(device)));
            before = now;
        }
    }

    /// <summary>Ticks of all processors since the machine's start.</summary>
    private readonly record struct ProcessorTime(long Busy, long All)
    {
        // user nice system idle iowait irq softirq steal: man 5 proc.
        public static ProcessorTime Now
        {
            get
            {
                var ticks = (SystemFile.Line("/proc/stat") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Skip(1).Take(8)
                    .Select(word => long.Parse(word, CultureInfo.InvariantCulture)).ToList();

                return ticks.Count < 5 ? default : new(ticks.Sum() - ticks[3] - ticks[4], ticks.Sum());
            }
        }

        public double ShareSince(ProcessorTime earlier) => All > earlier.All ? (double)(Busy - earlier.Busy) / (All - earlier.All) : 0;
    }
}
