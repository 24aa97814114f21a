using System.Globalization;

namespace Reproducible.Benchmarks;

/// <summary>Two ways to do the same work, in turn, many times: neighbours on the machine slow both, and the ratio of neighbours in time stays.</summary>
internal static class Pairs
{
    /// <summary>Seconds that <paramref name="ours"/> gives over those that <paramref name="other"/> gives, pair by pair; the first pair warms up and does not count.</summary>
    /// <param name="pairs">At least 3; in every second one the other goes first.</param>
    public static Ratios Measure(int pairs, Func<double> ours, Func<double> other)
    {
        var ratios = new List<double>();
        var (seconds, otherSeconds) = (new List<double>(), new List<double>());
        for (var pair = 0; pair <= pairs; pair++)
        {
            var first = pair % 2 == 0;
            var before = first ? ours() : other();
            var after = first ? other() : ours();
            var (mine, theirs) = first ? (before, after) : (after, before);
            if (pair > 0)
            {
                seconds.Add(mine);
                otherSeconds.Add(theirs);
                ratios.Add(mine / theirs);
            }
        }

        ratios.Sort();

        return new(At(ratios, 0.5), At(ratios, 0.25), At(ratios, 0.75), seconds.Min() / otherSeconds.Min(), otherSeconds.Min(), pairs);
    }

    private static double At(List<double> sorted, double share) => sorted[(int)Math.Round(share * (sorted.Count - 1))];
}

/// <summary>Ratios of two ways' times.</summary>
/// <param name="Low">First quartile.</param>
/// <param name="High">Third quartile.</param>
/// <param name="OfMinima">The fastest of the one over the fastest of the other: what is left when nothing else runs.</param>
/// <param name="Least">Seconds of the other's fastest.</param>
/// <param name="Count">Pairs.</param>
internal sealed record Ratios(double Median, double Low, double High, double OfMinima, double Least, int Count)
{
    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"median {Median:0.0000}, quartiles {Low:0.0000} to {High:0.0000}, of the minima {OfMinima:0.0000} (over {Least:0.0000} s), {Count} pairs");
}
