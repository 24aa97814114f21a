using Reproducible.Benchmarks.Measuring;

namespace Reproducible.Benchmarks.Claims;

/// <summary>Whether frozen stages cost a backward pass.</summary>
internal sealed class FrozenBackward : IClaim
{
    /// <inheritdoc/>
    public string Name => "frozen-stages";

    /// <inheritdoc/>
    public string Says => "A step with two of three stages frozen / their forward pass and a step of the rest, in turn";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, CancellationToken cancel)
    {
        await using var ours = await Bench.OursAsync(cancel, "frozen", $"{bench.Size(60, 3)}").ConfigureAwait(false);
        var rounds = bench.Size(7, 1);
        var answers = new List<(double Frozen, double Parts, double Whole)>();
        for (var round = -1; round < rounds; round++)
        {
            var answer = await ours.AskAsync(cancel).ConfigureAwait(false);
            if (round >= 0)
            {
                answers.Add((answer.GetProperty("frozen").GetDouble(), answer.GetProperty("parts").GetDouble(), answer.GetProperty("whole").GetDouble()));
            }
        }

        var (frozen, parts, whole) = (Of(one => one.Frozen), Of(one => one.Parts), Of(one => one.Whole));

        return
        [
            new("seconds, frozen stages with the rest / forward of them, then the rest", frozen.Over(parts), Goal.AtMost(1.03))
            {
                Figures =
                [
                    new("two stages frozen", "ms", frozen.Map(value => 1000 * value)),
                    new("forward of the two, then a step of the rest", "ms", parts.Map(value => 1000 * value)),
                    new("nothing frozen", "ms", whole.Map(value => 1000 * value)),
                ],
                Notes = ["Each value is the median of 60 steps of 50 images, the three ways step by step in turn. That no frozen weight has a gradient is tested: FrozenGradientTests."],
            },
            new("seconds, two stages frozen / nothing frozen", frozen.Over(whole)),
        ];

        Sample Of(Func<(double Frozen, double Parts, double Whole), double> part) => new([.. answers.Select(part)]);
    }
}
