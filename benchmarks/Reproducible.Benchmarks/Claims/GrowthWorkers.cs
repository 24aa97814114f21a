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

        return
        [
            new("seconds, one worker / two", seconds[0].Over(seconds[1]), Goal.AtLeast(1.8))
            {
                Figures = [new("one worker", "s", seconds[0]), new("two workers", "s", seconds[1])],
                Notes = ["Ten epochs in batches of 20; from the plan to the workers' end, their start included."],
            },
        ];
    }
}
