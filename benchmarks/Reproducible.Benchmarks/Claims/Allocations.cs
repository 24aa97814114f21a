using Reproducible.Benchmarks.Measuring;

namespace Reproducible.Benchmarks.Claims;

/// <summary>What a step leaves to the garbage collector.</summary>
internal sealed class Allocations : IClaim
{
    /// <inheritdoc/>
    public string Name => "allocations";

    /// <inheritdoc/>
    public string Says => "Managed bytes allocated a training step after warm-up, all threads; and collections of the oldest generation in 1,000 steps";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, CancellationToken cancel)
    {
        // A tenth warms up.
        var steps = bench.Size(1112, 20);
        await using var ours = await Bench.OursAsync(cancel, "step", "small_cnn", "float32", "20", $"{steps}", "cpu", bench.NewFolder()).ConfigureAwait(false);
        var collections = new List<double>();
        var bytes = await bench.InTurnAsync(
            2,
            [
                async () =>
                {
                    var answer = await ours.AskAsync(cancel).ConfigureAwait(false);
                    collections.Add(answer.GetProperty("oldest_collections").GetDouble());

                    return answer.GetProperty("allocated_per_step").GetDouble();
                },
            ],
            cancel,
            warmUps: 0).ConfigureAwait(false);

        return
        [
            new("bytes a step", bytes[0], Goal.AtMost(1024)) { Notes = [$"{steps - (steps / 10)} steps of the product's loop with its recorder, SmallCnn(16), batch 20."] },
            new($"collections of the oldest generation in {steps - (steps / 10):#,0} steps", new(collections), Goal.AtMost(0)),
        ];
    }
}
