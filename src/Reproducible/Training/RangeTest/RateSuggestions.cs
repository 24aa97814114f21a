namespace Reproducible.Training;

/// <summary>Reads a learning rate off the smoothed losses of a range test, in two ways that fastai's users know under these names.</summary>
/// <remarks>Source: Smith, WACV 2017 (arXiv:1506.01186) for the test; fastai's documentation of <c>lr_find</c> for the two.</remarks>
internal static class RateSuggestions
{
    /// <summary>The rate where the loss falls most for a given growth of the rate's logarithm.</summary>
    public static double? Steepest(IReadOnlyList<RangeStep> steps)
    {
        var slopes = steps.Zip(steps.Skip(1), (here, next) => (here.Rate, Slope: (next.Smoothed - here.Smoothed) / Math.Log(next.Rate / here.Rate)));

        return slopes.Where(point => point.Slope < 0).OrderBy(point => point.Slope).Select(point => (double?)point.Rate).FirstOrDefault();
    }

    /// <summary>
    /// The longest valley is the longest sequence of ever lower losses, others left out, with that many steps before its end as its width; of several, the
    /// one that ends first. A third and a sixth of its width, each rounded down, after its beginning stands the rate.
    /// </summary>
    public static double? Valley(IReadOnlyList<RangeStep> steps)
    {
        var lengths = new int[steps.Count];
        for (var here = 0; here < steps.Count; here++)
        {
            lengths[here] = 1 + Enumerable.Range(0, here).Where(before => steps[before].Smoothed > steps[here].Smoothed).Select(before => lengths[before]).DefaultIfEmpty(0).Max();
        }

        if (lengths.DefaultIfEmpty(0).Max() is var width && width < 2)
        {
            return null;
        }

        var beginning = Array.IndexOf(lengths, width) - width;

        return steps[Math.Max(beginning + (width / 3) + (width / 6), 0)].Rate;
    }
}
