using Reproducible.Benchmarks.Measuring;
using Reproducible.Benchmarks.OurSide;

namespace Reproducible.Benchmarks.Claims;

/// <summary>How much of what the machine's convolutions reach is left when a whole step is trained.</summary>
internal sealed class PeakShare : IClaim
{
    private const int Batch = 128;

    /// <inheritdoc/>
    public string Name => "peak-share";

    /// <inheritdoc/>
    public string Says => "Convolution operations a second while SmallCnn(16) trains / those of a bare 64→64 convolution";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, CancellationToken cancel)
    {
        var steps = bench.Size(30, 3);
        await using var ours = await Bench.OursAsync(cancel, "step", "small_cnn", "float32", $"{Batch}", $"{steps}", "cpu", bench.NewFolder()).ConfigureAwait(false);
        await using var convolution = await Bench.OursAsync(cancel, "convolution", "cpu").ConfigureAwait(false);
        var measured = await bench.InTurnAsync(
            5,
            [
                async () => steps * Batch * Work.SmallCnn.Operations / await ours.AskAsync("seconds", cancel).ConfigureAwait(false),
                () => convolution.AskAsync("operations_per_second", cancel),
            ],
            cancel).ConfigureAwait(false);

        return
        [
            new("operations a second, training / bare convolution", measured[0].Over(measured[1]), Goal.AtLeast(0.60))
            {
                Figures =
                [
                    new("training, its convolutions counted alone", "GFLOP/s", measured[0].Map(value => value / 1e9)),
                    new("bare convolution of [64, 64, 28, 28], channels last", "GFLOP/s", measured[1].Map(value => value / 1e9)),
                ],
                Notes = [$"An image's step is {Work.SmallCnn.Operations:#,0} operations, counted by hand in OurSide/Work.cs."],
            },
        ];
    }
}
