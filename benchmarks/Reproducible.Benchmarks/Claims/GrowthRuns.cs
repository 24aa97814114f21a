using Reproducible.Benchmarks.Measuring;

namespace Reproducible.Benchmarks.Claims;

/// <summary>Whether planning, scheduling and recording stay as cheap for the thousandth run as for the hundredth.</summary>
/// <remarks>
/// What a call of ten runs takes is nearly all start: two workers that load libtorch and compile. A tenth of a second more or less of that is a fifth
/// of what ninety further runs take, so the step from 10 to 100 is shown and nothing is held against it. The goal is held against two equal steps
/// behind it, and is as strict as 1.20 would be from 10 to 100 and on to 1,000: a run that costs 1 + b·n misses either from b·1,000 = 0.41 on.
/// </remarks>
internal sealed class GrowthRuns : IClaim
{
    /// <inheritdoc/>
    public string Name => "growth-runs";

    /// <inheritdoc/>
    public string Says => "Seconds a run, from 550 to 1,000 tiny runs / from 100 to 550; 1 is linear";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, CancellationToken cancel)
    {
        var counts = bench.Size<int[]>([10, 100, 550, 1000], [2, 4, 6, 8]);
        var seconds = await bench.InTurnAsync(
            3, [.. counts.Select(count => (Func<Task<double>>)(() => LabRuns.SecondsAsync(new TinyRuns(), count, Bench.Workers, bench, cancel)))], cancel, warmUps: 0).ConfigureAwait(false);
        var (first, few, many, all) = (Each(0, 1), Each(1, 2), Each(2, 3), Each(1, 3));
        if (!bench.Settings.Quick && first.Values.Concat(few.Values).Concat(many.Values).Any(value => value <= 0))
        {
            throw new ReproducibleException($"More runs took no longer than fewer ({string.Join(", ", counts)}): other work on the machine outweighs them.", "Measure on a machine that does nothing else.");
        }

        return
        [
            new($"seconds a further run, {counts[2]} to {counts[3]} / {counts[1]} to {counts[2]}", many.Over(few), Goal.AtMost(1.16))
            {
                Figures =
                [
                    .. counts.Select((count, place) => new Figure($"{count:#,0} runs", "s", seconds[place])),
                    Further(0, 1, first),
                    Further(1, 2, few),
                    Further(2, 3, many),
                ],
                Notes =
                [
                    $"One step of SmallCnn(1) on eight digits each, {Bench.Workers} workers: nearly all is plan, receipt, trace and files. From the plan to the workers' end.",
                    $"A call of {counts[0]} runs is nearly all start, so what {counts[1]} take more is little and uncertain; the goal is held against two equal steps behind it.",
                ],
            },
            new($"seconds a further run, {counts[1]} to {counts[3]} / {counts[0]} to {counts[1]}", all.Over(first)),
        ];

        Sample Each(int from, int to) => new([.. seconds[to].Values.Zip(seconds[from].Values, (more, less) => (more - less) / (counts[to] - counts[from]))]);

        Figure Further(int from, int to, Sample each) => new($"a further run, {counts[from]} to {counts[to]}", "ms", each.Map(value => 1000 * value));
    }
}
