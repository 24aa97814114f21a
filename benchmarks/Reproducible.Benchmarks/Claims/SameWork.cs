using System.Text.Json;

namespace Reproducible.Benchmarks.Claims;

/// <summary>Whether two training loops did the same work: their first losses tell.</summary>
internal static class SameWork
{
    /// <summary>
    /// Share by which the first loss may differ. A forward pass alone: sums of up to 576 products in another order differ by about
    /// √576 · 2⁻²⁴ = 1.4e-6 a layer, and there are up to 15 layers.
    /// </summary>
    public const double OfFirst = 3e-5;

    /// <summary>
    /// Share by which the next may differ. Which ReLU lets through is decided by rounding where its input is all but 0, so that of a residual net's
    /// gradients, held against float64, either side's differ by up to 2 % of the largest; and Adam's first steps go by the rate whatever a gradient's
    /// size. Three steps lower the loss by a tenth: a hundredth is far below what another rate, order or set of images makes.
    /// </summary>
    public const double OfNext = 1e-2;

    /// <summary>Of both where factors are rounded: to 8 bits in bfloat16, to 11 in a GPU's TF32; 2⁻⁸ = 4e-3 a layer's result, averaged over a batch.</summary>
    public const double Coarse = 1e-2;

    /// <summary>Holds the first losses of one side against the other's.</summary>
    /// <param name="coarse">Whether factors are rounded to fewer bits than float32 has.</param>
    /// <returns>The largest share by which they differ, as a sentence.</returns>
    /// <exception cref="ReproducibleException">They differ by more than rounding.</exception>
    public static string Check(JsonElement ours, JsonElement peers, bool coarse = false)
    {
        var (mine, theirs) = (Losses(ours), Losses(peers));
        var shares = mine.Zip(theirs, (one, other) => Math.Abs(one - other) / Math.Abs(other)).ToList();
        if (shares.Count == 0 || mine.Count != theirs.Count || shares.Where((share, step) => !(share <= (coarse ? Coarse : step == 0 ? OfFirst : OfNext))).Any())
        {
            throw new ReproducibleException(
                $"The two sides did not do the same work: our first losses are {string.Join(", ", mine)}, the peer's {string.Join(", ", theirs)}.",
                "Find out which images, weights or steps differ before their times are compared.");
        }

        return $"Losses of the first {shares.Count} steps differ by at most {shares.Max().ToString("0.0e0", System.Globalization.CultureInfo.InvariantCulture)} of their value: the same work.";
    }

    private static List<double> Losses(JsonElement answer) => [.. answer.GetProperty("losses").EnumerateArray().Select(loss => loss.GetDouble())];
}
