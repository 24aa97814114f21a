using Reproducible.Provenance;

namespace Reproducible.Tests.Provenance;

/// <summary>Output as nvidia-smi's manual page documents it for csv,noheader,nounits; written by hand, as there was no GPU to ask.</summary>
public class NvidiaSmiTests
{
    [Fact]
    public void Reads_use_memory_and_power_of_a_gpu()
    {
        Assert.Equal(
            new GpuReading(1, Utilization: 87, Used: 40000L << 20, Free: 41000L << 20, Total: 81559L << 20, Watts: 412.53, MostWatts: 700),
            NvidiaSmi.Gpu(["1, 87, 40000, 41000, 81559, 412.53, 700.00"]));
    }

    [Fact]
    public void Leaves_out_what_the_gpu_does_not_say()
    {
        Assert.Equal(new GpuReading(0, null, 0, 8L << 20, 8L << 20, null, null), NvidiaSmi.Gpu(["0, [N/A], 0, 8, 8, [Not Supported], [N/A]"]));
    }

    [Theory]
    [InlineData("No devices were found")]
    [InlineData("0, 5, [N/A], [N/A], [N/A], 20.00, 70.00")]
    public void Knows_no_gpu_whose_memory_is_not_stated(string line)
    {
        Assert.Null(NvidiaSmi.Gpu([line]));
        Assert.Null(NvidiaSmi.Gpu([]));
    }

    [Fact]
    public void Sums_what_a_process_holds()
    {
        string[] lines = ["4711, 512", "99, 10240", "4711, 88", "12, [N/A]"];

        Assert.Equal(600L << 20, NvidiaSmi.Held(lines, 4711));
        Assert.Equal(0, NvidiaSmi.Held(lines, 12));
        Assert.Equal(0, NvidiaSmi.Held(lines, 5));
    }

    [Theory]
    [InlineData("cuda:1", null, "1")]
    [InlineData("cuda", null, "0")]
    [InlineData("cuda:1", "3,GPU-8f2a", "GPU-8f2a")]
    [InlineData("cuda:0", "3, 5", "3")]
    [InlineData("cuda:2", "3,5", "2")]
    public void Names_the_gpu_that_cuda_sees_under_a_number(string device, string? visible, string expected)
    {
        Assert.Equal(expected, NvidiaSmi.NameOf(device, visible));
    }

    [Fact]
    public void Asks_nobody_for_a_cpu()
    {
        Assert.Null(NvidiaSmi.Read("cpu"));
        Assert.Equal(0, NvidiaSmi.HeldBy("cpu", Environment.ProcessId));
    }

    [Fact]
    public void A_row_has_the_gpus_columns_by_mlflows_names_and_units()
    {
        var row = new SystemRow(1.5, 20, 900, 10, 300, new(2, Utilization: 87, Used: 40L << 30, Free: 40L << 30, Total: 80L << 30, Watts: 350, MostWatts: 700));

        Assert.Equal(
            "gpu_2_memory_usage_percentage,gpu_2_memory_usage_megabytes,gpu_2_utilization_percentage,gpu_2_power_usage_watts,gpu_2_power_usage_percentage",
            string.Join(',', SystemRow.Names(row.Gpu).Skip(5)));
        Assert.Equal([50, 42949.7, 87, 350, 50], row.Cells(withGpu: true).Skip(5));
        Assert.Equal([null, null, null, null, null], (row with { Gpu = null }).Cells(withGpu: true).Skip(5));
        Assert.Equal(5, row.Cells(withGpu: false).Count());
    }
}
