namespace Reproducible.Training;

/// <summary>Climbs from a small share of the peak to the peak, by the same factor at each step.</summary>
/// <param name="From">The first step's share of the peak, above 0 to below 1.</param>
internal sealed record ExponentialRise(double From) : Schedule
{
    /// <inheritdoc/>
    public override double Factor(long step, long steps) => steps == 1 ? 1 : Math.Pow(From, 1 - (step / (steps - 1.0)));
}
