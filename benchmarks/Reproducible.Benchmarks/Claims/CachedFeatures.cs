using System.Globalization;
using Reproducible.Benchmarks.Measuring;

namespace Reproducible.Benchmarks.Claims;

/// <summary>What it saves that frozen features are computed once.</summary>
internal sealed class CachedFeatures : IClaim
{
    /// <inheritdoc/>
    public string Name => "feature-extraction";

    /// <inheritdoc/>
    public string Says => "30 epochs of a new head on 1,000 images, ours with cached features / Python computing them in each epoch";

    /// <inheritdoc/>
    public async Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, CancellationToken cancel)
    {
        var (labels, epochs) = (bench.Size(1000, 200).ToString(CultureInfo.InvariantCulture), bench.Size(30, 3).ToString(CultureInfo.InvariantCulture));
        await using var ours = await Bench.OursAsync(cancel, "head", labels, epochs, bench.NewFolder()).ConfigureAwait(false);
        await using var peer = await bench.PeerAsync("head_training.py", allocator: false, cancel, labels, "200", epochs, "recompute").ConfigureAwait(false);
        await using var cached = await bench.PeerAsync("head_training.py", allocator: false, cancel, labels, "200", epochs, "cache").ConfigureAwait(false);
        var first = await ours.AskAsync("seconds", cancel).ConfigureAwait(false);
        if (!(await ours.AskAsync(cancel).ConfigureAwait(false)).GetProperty("found").GetBoolean())
        {
            throw new ReproducibleException("The second run of the same work did not find the first one's features.", "See src/Reproducible/Training/StoredFeatures.cs.");
        }

        var seconds = await bench.InTurnAsync(
            3, [() => ours.AskAsync("seconds", cancel), () => peer.AskAsync("seconds", cancel), () => cached.AskAsync("seconds", cancel)], cancel).ConfigureAwait(false);

        return
        [
            new("seconds, ours / Python's recomputing", seconds[0].Over(seconds[1]), Goal.AtMost(0.05))
            {
                Figures =
                [
                    new("ours, features found", "s", seconds[0]),
                    new("ours, the first time", "s", new([first])),
                    new("Python, features in each epoch", "s", seconds[1]),
                    new("Python, features cached by hand, computed in the time measured", "s", seconds[2]),
                ],
                Notes = ["Training with its looks at 200 validation images after each epoch, and having their features; reading data and the test are in neither. Ours as its receipt has it, trace and hashes included."],
            },
            new("seconds, ours / Python's caching by hand", seconds[0].Over(seconds[2])),
            new("seconds, ours the first time / Python's recomputing", seconds[1].Map(value => first / value)),
        ];
    }
}
