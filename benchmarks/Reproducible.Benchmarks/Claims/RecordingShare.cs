using Reproducible.Benchmarks.Measuring;

namespace Reproducible.Benchmarks.Claims;

/// <summary>What proof and progress take of a step.</summary>
internal sealed class RecordingShare : IClaim
{
    // Which steps, how many images each, how many steps: those of the source, of from-scratch, and of a head alone.
    private static readonly (string What, string Kind, int Batch, int Steps)[] Runs =
    [
        ("SmallCnn(16), batch 128", "small_cnn", 128, 30),
        ("SmallCnn(16), batch 20", "small_cnn", 20, 200),
        ("a head on cached features, batch 50, 4 steps an epoch", "head", 50, 400),
    ];

    /// <inheritdoc/>
    public string Name => "recording";

    /// <inheritdoc/>
    public string Says => "Time inside trace, hashes, training metrics and progress / time of the steps";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, CancellationToken cancel)
    {
        var findings = new List<Finding>();
        foreach (var (what, kind, batch, steps) in Runs)
        {
            await using var ours = await Bench.OursAsync(cancel, "step", kind, "float32", $"{batch}", $"{bench.Size(steps, 10)}", "cpu", bench.NewFolder()).ConfigureAwait(false);
            var (recorder, metrics, begin) = (new List<double>(), new List<double>(), new List<double>());
            await bench.InTurnAsync(
                5,
                [
                    async () =>
                    {
                        var answer = await ours.AskAsync(cancel).ConfigureAwait(false);
                        recorder.Add(answer.GetProperty("recorder_share").GetDouble());
                        metrics.Add(answer.GetProperty("metrics_share").GetDouble());
                        begin.Add(1000 * answer.GetProperty("begin_seconds").GetDouble());

                        return recorder[^1] + metrics[^1];
                    },
                ],
                cancel,
                warmUps: 0).ConfigureAwait(false);
            var (inside, counting) = (Warm(recorder), Warm(metrics));
            findings.Add(new(what, new([.. inside.Values.Zip(counting.Values, (one, other) => one + other)]), Goal.AtMost(0.01))
            {
                Figures =
                [
                    new($"{what}: trace, hashes, progress", "share", inside),
                    new($"{what}: training metrics", "share", counting),
                    new($"{what}: before the first step, once", "ms", Warm(begin)),
                ],
                Notes = findings.Count == 0 ? ["Read off a clock around each call in real runs, which finds what whole runs with and without do not: their times differ by more; what the clock takes itself, measured with nothing between two readings, is taken off. Metrics are timed on logits of that size: the loss with them less the loss alone, medians of 500 calls in turn."] : [],
            });
        }

        return findings;
    }

    // The first time compiles.
    private static Sample Warm(List<double> values) => new(values.Count > 1 ? values[1..] : values);
}
