using Reproducible.Benchmarks.Measuring;

namespace Reproducible.Benchmarks.Claims;

/// <summary>Whether two workers do twice as much.</summary>
internal sealed class GrowthWorkers : IClaim
{
    /// <inheritdoc/>
    public string Name => "growth-workers";

    /// <inheritdoc/>
    public string Says => "Seconds of ten runs from scratch with 200 labels, one worker / two";

    /// <inheritdoc/>
    public string? NotAsked(BenchSettings settings) => System.Environment.ProcessorCount < 2 ? "one core; two are needed." : null;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, CancellationToken cancel)
    {
        var runs = bench.Size(10, 2);
        var seconds = await bench.InTurnAsync(
            2,
            [() => LabRuns.SecondsAsync(new ShortRuns(), runs, workers: 1, bench, cancel), () => LabRuns.SecondsAsync(new ShortRuns(), runs, workers: 2, bench, cancel)],
            cancel,
            warmUps: 0).ConfigureAwait(false);
        var steps = $"{bench.Size(60, 3)}";

        return
        [
            new("seconds, one worker / two", seconds[0].Over(seconds[1]), Goal.AtLeast(1.8))
            {
                Figures = [new("one worker", "s", seconds[0]), new("two workers", "s", seconds[1])],
                Notes =
                [
                    "Ten epochs in batches of 20; from the plan to the workers' end, their start included.",
                    "Beneath, what two processes reach that only compute: where memory is the work, two cores share it.",
                ],
            },
            await TwoAtOnce.MeasureAsync(
                "steps of SmallCnn(16), batch 20", bench, answer => 1 / answer.GetProperty("seconds").GetDouble(), () => ["step", "small_cnn", "float32", "20", steps, "cpu", bench.NewFolder()], cancel).ConfigureAwait(false),
            await TwoAtOnce.MeasureAsync(
                "a bare 64→64 convolution", bench, answer => answer.GetProperty("operations_per_second").GetDouble(), () => ["convolution", "cpu"], cancel).ConfigureAwait(false),
            await TwoAtOnce.MeasureAsync(
                "copying memory", bench, answer => answer.GetProperty("bytes_per_second").GetDouble(), () => ["copy", "cpu"], cancel).ConfigureAwait(false),
        ];
    }
}
