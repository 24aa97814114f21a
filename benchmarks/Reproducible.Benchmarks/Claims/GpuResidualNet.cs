using Reproducible.Benchmarks.Measuring;
using Reproducible.Benchmarks.OurSide;

namespace Reproducible.Benchmarks.Claims;

/// <summary>On a GPU, beside PyTorch's eager mode on the same one.</summary>
internal sealed class GpuResidualNet() : TrainingStepClaim("residual_net", batch: 512, steps: 100)
{
    /// <inheritdoc/>
    public override string Name => "gpu-residual-net";

    /// <inheritdoc/>
    public override string Says => "Training step of ResNet(16, 2) on a GPU, float32, batch 512: ours / Python's eager mode on the same GPU";

    /// <inheritdoc/>
    protected override Goal Goal => Goal.AtLeast(1.00);

    /// <inheritdoc/>
    public override string? NotAsked(BenchSettings settings) => settings.Device == "cpu" ? "no CUDA device; name one with --device=cuda:0." : null;

    /// <inheritdoc/>
    public override async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, CancellationToken cancel)
    {
        var findings = await base.MeasureAsync(bench, cancel).ConfigureAwait(false);
        await using var convolution = await Bench.OursAsync(cancel, "convolution", bench.Settings.Device).ConfigureAwait(false);
        await using var copy = await Bench.OursAsync(cancel, "copy", bench.Settings.Device).ConfigureAwait(false);
        var limits = await bench.InTurnAsync(
            5, [() => convolution.AskAsync("operations_per_second", cancel), () => copy.AskAsync("bytes_per_second", cancel)], cancel).ConfigureAwait(false);
        var rate = findings[0].Figures[0].Value.Median;

        return
        [
            .. findings,
            new("share of a bare convolution's operations a second", limits[0].Map(limit => rate * Work.ResidualNet.Operations / limit))
            {
                Figures = [new("bare 64→64 convolution", "GFLOP/s", limits[0].Map(value => value / 1e9))],
            },
            new("share of a copy's bytes a second, by the least that a step moves", limits[1].Map(limit => rate * Work.ResidualNet.Bytes / limit))
            {
                Figures = [new("copy", "GB/s", limits[1].Map(value => value / 1e9))],
            },
        ];
    }

    /// <inheritdoc/>
    protected override string DeviceOf(BenchSettings settings) => settings.Device;
}
