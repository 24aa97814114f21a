namespace Reproducible.Training;

/// <summary>What a range test saw. It suggests; nobody but a person changes a recipe.</summary>
/// <param name="Steps">At least one; their losses are finite.</param>
/// <param name="DivergedAt">The rate at which the test was left, because the smoothed loss exceeded four times its best or the loss was not finite; null: it went to its end.</param>
public sealed record RangeCurve(IReadOnlyList<RangeStep> Steps, double? DivergedAt)
{
    // fastai looks at neither the first tenth of the steps nor the last five.
    private const int Settling = RangeTest.Steps / 10;
    private const int Edge = 5;

    /// <summary>The rate at which the smoothed loss falls fastest, on a logarithmic axis of rates; null where it never falls, or too few steps were done.</summary>
    public double? Steepest => RateSuggestions.Steepest(Looked);

    /// <summary>The rate about the middle of the longest stretch over which the smoothed loss falls; null where it never falls, or too few steps were done.</summary>
    public double? Valley => RateSuggestions.Valley(Looked);

    private IReadOnlyList<RangeStep> Looked => [.. Steps.Skip(Settling).SkipLast(Edge)];
}
