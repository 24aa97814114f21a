using System.Globalization;
using Reproducible.Provenance;

namespace Reproducible.Execution;

/// <summary>What Linux says of the memory that processes here can still have. Elsewhere there is no limit.</summary>
/// <param name="root">Where /proc and /sys lie.</param>
internal sealed class HostMemory(string root = "/")
{
    private const string Unified = "sys/fs/cgroup";
    private const string Legacy = "sys/fs/cgroup/memory";

    /// <summary>Bytes that are free or can be freed: of the machine, or of the control groups that this process is in, whichever is least.</summary>
    public long Available => Groups().Select(LeftIn).OfType<long>().Append(Kilobytes("proc/meminfo", "MemAvailable:") ?? long.MaxValue).Min();

    /// <summary>How often the kernel ended a process for want of memory, machine and control group together; only its growth says anything.</summary>
    public long Kills => (Count("proc/vmstat", "oom_kill ") ?? 0) + Groups().Select(group => Count(Path.Combine(group, "memory.events"), "oom_kill ") ?? 0).Sum();

    /// <summary>Bytes that a process holds in memory; 0 when it is gone.</summary>
    public long ResidentOf(int process) => Kilobytes($"proc/{process.ToString(CultureInfo.InvariantCulture)}/status", "VmRSS:") ?? 0;

    /// <summary>Bytes of addresses that this process can still have under its own limit, RLIMIT_AS; null: no limit.</summary>
    public long? AddressesLeft =>
        Line("proc/self/limits", "Max address space")?.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var soft, ..] && Number(soft) is { } most
            ? most - (Kilobytes("proc/self/status", "VmSize:") ?? 0)
            : null;

    // man 7 cgroups. Version 2 has one path, version 1 one a controller; a limit may stand at any folder above.
    private IEnumerable<string> Groups()
    {
        foreach (var entry in SystemFile.Lines(Path.Combine(root, "proc/self/cgroup")).Select(line => line.Split(':', 3)).Where(entry => entry.Length == 3))
        {
            var top = entry[0] == "0" ? Unified : entry[1].Split(',').Contains("memory") ? Legacy : null;
            for (var path = entry[2].Trim('/'); top is not null; path = path.Contains('/', StringComparison.Ordinal) ? path[..path.LastIndexOf('/')] : "")
            {
                yield return Path.Combine(top, path);
                if (path.Length == 0)
                {
                    break;
                }
            }
        }
    }

    // Files that were read and not written since count as used, and are dropped when memory is wanted.
    private long? LeftIn(string group)
    {
        var (most, used, files) = group.StartsWith(Legacy, StringComparison.Ordinal)
            ? (First(group, "memory.limit_in_bytes"), First(group, "memory.usage_in_bytes"), Count(Path.Combine(group, "memory.stat"), "total_inactive_file "))
            : (First(group, "memory.max"), First(group, "memory.current"), Count(Path.Combine(group, "memory.stat"), "inactive_file "));

        return most is null || used is null ? null : Math.Max(0, most.Value - used.Value + (files ?? 0));
    }

    private long? First(string group, string file) => Number(SystemFile.Line(Path.Combine(root, group, file)));

    private long? Count(string file, string name) => Number(Line(file, name));

    private long? Kilobytes(string file, string name) => Number(Line(file, name)?.Split(' ')[0]) * 1024;

    private string? Line(string file, string name) =>
        SystemFile.Lines(Path.Combine(root, file)).FirstOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?[name.Length..].Trim();

    private static long? Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
