using Reproducible.Execution;

namespace Reproducible.Tests.Execution;

/// <summary>Files as man 5 proc and man 7 cgroups describe them, cut to the lines that are read.</summary>
public sealed class HostMemoryTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public HostMemoryTests() => Write("proc/meminfo", "MemTotal:       16000000 kB\nMemAvailable:    8000000 kB\n");

    [Fact]
    public void Without_a_control_group_the_machine_counts()
    {
        Assert.Equal(8_000_000L * 1024, Memory.Available);
    }

    [Fact]
    public void A_control_group_above_may_have_less_left_and_files_that_can_be_dropped_count_as_free()
    {
        Write("proc/self/cgroup", "0::/jobs/mine\n");
        Write("sys/fs/cgroup/jobs/mine/memory.max", "max\n");
        Write("sys/fs/cgroup/jobs/mine/memory.current", "1000\n");
        Write("sys/fs/cgroup/jobs/memory.max", "5000000\n");
        Write("sys/fs/cgroup/jobs/memory.current", "4000000\n");
        Write("sys/fs/cgroup/jobs/memory.stat", "anon 3000000\ninactive_file 700000\nactive_file 5\n");

        Assert.Equal(5_000_000 - 4_000_000 + 700_000, Memory.Available);
    }

    [Fact]
    public void A_control_group_of_the_first_version_counts_as_well()
    {
        Write("proc/self/cgroup", "9:name=systemd:/\n4:cpu,memory:/docker/abc\n0::/\n");
        Write("sys/fs/cgroup/memory/docker/abc/memory.limit_in_bytes", "3000000\n");
        Write("sys/fs/cgroup/memory/docker/abc/memory.usage_in_bytes", "1000000\n");
        Write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        Write("sys/fs/cgroup/memory/memory.usage_in_bytes", "1\n");

        Assert.Equal(2_000_000, Memory.Available);
    }

    [Fact]
    public void Kills_for_want_of_memory_are_counted_where_the_kernel_does()
    {
        Assert.Equal(0, Memory.Kills);

        Write("proc/vmstat", "nr_free_pages 5\noom_kill 3\n");
        Write("proc/self/cgroup", "0::/mine\n");
        Write("sys/fs/cgroup/mine/memory.events", "low 0\noom 2\noom_kill 2\noom_group_kill 0\n");

        Assert.Equal(3 + 2, Memory.Kills);
    }

    [Fact]
    public void A_limit_on_addresses_leaves_what_is_not_in_use()
    {
        Write("proc/self/status", "VmSize:\t  100 kB\n");
        Write("proc/self/limits", "Max address space         unlimited            unlimited            bytes     \n");
        Assert.Null(Memory.AddressesLeft);

        Write("proc/self/limits", "Max address space         1024000              unlimited            bytes     \n");
        Assert.Equal((1000 - 100) * 1024, Memory.AddressesLeft);
    }

    [Fact]
    public void This_process_and_this_machine_have_numbers_that_can_be()
    {
        Assert.InRange(new HostMemory().Available, 1_000_000, long.MaxValue - 1);
        Assert.InRange(new HostMemory().ResidentOf(Environment.ProcessId), 10_000_000, Environment.WorkingSet * 2);
        Assert.Equal(0, new HostMemory().ResidentOf(int.MaxValue));
    }

    public void Dispose() => folder.Dispose();

    private HostMemory Memory => new(folder.Path);

    private void Write(string file, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder.File(file))!);
        File.WriteAllText(folder.File(file), text);
    }
}
