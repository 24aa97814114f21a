using Reproducible.Benchmarks.Measuring;

namespace Reproducible.Benchmarks.Claims;

/// <summary>Whether planning, scheduling and recording stay as cheap for the thousandth run as for the tenth.</summary>
internal sealed class GrowthRuns : IClaim
{
    /// <inheritdoc/>
    public string Name => "growth-runs";

    /// <inheritdoc/>
    public string Says => "Seconds a run, from 100 to 1,000 tiny runs / from 10 to 100; 1 is linear";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, CancellationToken cancel)
    {
        var counts = bench.Size<int[]>([10, 100, 1000], [2, 4, 8]);
        var seconds = await bench.InTurnAsync(
            2, [.. counts.Select(count => (Func<Task<double>>)(() => LabRuns.SecondsAsync(new TinyRuns(), count, Bench.Workers, bench, cancel)))], cancel, warmUps: 0).ConfigureAwait(false);
        var (few, many) = (Each(0, 1), Each(1, 2));
        if (!bench.Settings.Quick && few.Values.Concat(many.Values).Any(value => value <= 0))
        {
            throw new ReproducibleException($"{counts[0]} runs took as long as {counts[1]}, or those as long as {counts[2]}: other work on the machine outweighs them.", "Measure on a machine that does nothing else.");
        }


        return
        [
            new($"seconds a further run, {counts[1]} to {counts[2]} / {counts[0]} to {counts[1]}", many.Over(few), Goal.AtMost(1.20))
            {
                Figures =
                [
                    .. counts.Select((count, place) => new Figure($"{count:#,0} runs", "s", seconds[place])),
                    new($"a further run, {counts[0]} to {counts[1]}", "ms", few.Map(value => 1000 * value)),
                    new($"a further run, {counts[1]} to {counts[2]}", "ms", many.Map(value => 1000 * value)),
                ],
                Notes = [$"One step of SmallCnn(1) on eight digits each, {Bench.Workers} workers: nearly all is plan, receipt, trace and files. From the plan to the workers' end."],
            },
        ];

        Sample Each(int from, int to) => new([.. seconds[to].Values.Zip(seconds[from].Values, (more, less) => (more - less) / (counts[to] - counts[from]))]);
    }
}
