using System.Globalization;
using Reproducible.Provenance;

namespace Reproducible.Tests.Provenance;

// Alone: what other tests give back meanwhile is missing from this process's memory.
[CollectionDefinition(nameof(SystemSamplerTests), DisableParallelization = true)]
[Collection(nameof(SystemSamplerTests))]
public sealed class SystemSamplerTests
{
    private const int Megabytes = 64;

    [Fact]
    public void Counts_the_peak_from_its_start()
    {
        // What the tests before left would else be given back to the system bit by bit, by now or a little later.
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        using var sampler = new SystemSampler("cpu");
        var before = SystemSampler.PeakMemoryBytes;
        Touch();

        Assert.InRange(SystemSampler.PeakMemoryBytes - before, Megabytes * 900_000L, long.MaxValue);
    }

    [Fact]
    public void Writes_a_row_at_the_end_whose_numbers_can_be()
    {
        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "system.csv");
        using (var sampler = new SystemSampler("cpu"))
        {
            sampler.Write(file);
        }

        var lines = File.ReadAllLines(file);
        Assert.Equal("seconds,cpu_utilization_percentage,system_memory_usage_megabytes,system_memory_usage_percentage,process_memory_megabytes", lines[0]);
        var values = Assert.Single(lines.Skip(1)).Split(',').Select(value => double.Parse(value, CultureInfo.InvariantCulture)).ToList();
        Assert.InRange(values[1], 0, 100);
        Assert.InRange(values[2], values[4], double.MaxValue);
        Assert.InRange(values[3], 0.1, 100);
        Assert.InRange(values[4], 10, double.MaxValue);
    }

    // Pages count once they were written to.
    private static void Touch()
    {
        var bytes = new byte[Megabytes * 1_000_000];
        Array.Fill(bytes, (byte)1);
        GC.KeepAlive(bytes);
    }
}
