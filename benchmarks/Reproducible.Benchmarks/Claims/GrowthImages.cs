using System.Globalization;
using Reproducible.Benchmarks.Measuring;

namespace Reproducible.Benchmarks.Claims;

/// <summary>Whether sixteen times the images take sixteen times the time.</summary>
internal sealed class GrowthImages : IClaim
{
    private static readonly int[] Times = [1, 4, 16];

    /// <inheritdoc/>
    public string Name => "growth-images";

    /// <inheritdoc/>
    public string Says => "Training seconds an image, 16 times as many images / as many as there are; 1 is linear";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, CancellationToken cancel)
    {
        var least = bench.Size(250, 20);
        var sides = new List<Participant>();
        try
        {
            foreach (var times in Times)
            {
                sides.Add(await Bench.OursAsync(cancel, "images", (times * least).ToString(CultureInfo.InvariantCulture), bench.NewFolder()).ConfigureAwait(false));
            }

            var seconds = await bench.InTurnAsync(3, [.. sides.Select(side => (Func<Task<double>>)(() => side.AskAsync("seconds", cancel)))], cancel).ConfigureAwait(false);
            var each = seconds.Select((sample, place) => sample.Map(value => value / (2 * Times[place] * least))).ToList();

            return
            [
                new("seconds an image, 16× / 1×", each[2].Over(each[0]), Goal.AtMost(1.10))
                {
                    Figures = [.. Times.Select((times, place) => new Figure($"{times * least:#,0} images, {times}×", "ms an image", each[place].Map(value => 1000 * value)))],
                    Notes = ["Two epochs of SmallCnn(16) in batches of 50, as the receipt has it."],
                },
                new("seconds an image, 4× / 1×", each[1].Over(each[0])),
            ];
        }
        finally
        {
            foreach (var side in sides)
            {
                await side.DisposeAsync().ConfigureAwait(false);
            }
        }
    }
}
