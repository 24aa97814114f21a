using System.Text.Json;
using Reproducible.Benchmarks.Measuring;

namespace Reproducible.Benchmarks.Claims;

/// <summary>What two processes do side by side over what one does alone, once both are under way: what two workers can reach at most.</summary>
internal static class TwoAtOnce
{
    /// <param name="says">The work, for people.</param>
    /// <param name="rate">Work a second, from an answer.</param>
    /// <param name="words">Of OurSide/Service.cs, for one process.</param>
    public static async Task<Finding> MeasureAsync(string says, Bench bench, Func<JsonElement, double> rate, Func<IEnumerable<string>> words, CancellationToken cancel)
    {
        await using var one = await Bench.OursAsync(cancel, words()).ConfigureAwait(false);
        await using var other = await Bench.OursAsync(cancel, words()).ConfigureAwait(false);
        async Task<double> RateAsync(params Participant[] all) => (await Task.WhenAll(all.Select(each => each.AskAsync(cancel))).ConfigureAwait(false)).Sum(rate);
        var rates = await bench.InTurnAsync(3, [() => RateAsync(one), () => RateAsync(one, other)], cancel).ConfigureAwait(false);

        return new($"two processes / one: {says}", rates[1].Over(rates[0]));
    }
}
