using System.Globalization;
using Reproducible.Provenance;
using static Reproducible.Torch.torch;

namespace Reproducible.Tests.Provenance;

public sealed class SystemSamplerTests
{
    private const int Taken = 64_000_000 * sizeof(float);
    private const int GivenBackMeanwhile = 50_000_000;

    [Fact]
    public void Counts_the_peak_from_its_start()
    {
        // What the tests before left goes back to the system now; else it would later, and be missing from what is counted.
        Leftovers.Collect();
        using var sampler = new SystemSampler("cpu");
        var before = SystemSampler.PeakMemoryBytes;
        Touch();

        Assert.InRange(SystemSampler.PeakMemoryBytes - before, Taken - GivenBackMeanwhile, long.MaxValue);
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

    // libtorch's and not the collector's, which may have pages left that count already. They count once they were written to.
    private static void Touch()
    {
        using var written = ones(Taken / sizeof(float));
    }
}
