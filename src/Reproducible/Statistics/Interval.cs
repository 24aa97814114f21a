using MathNet.Numerics.Distributions;
using MathNet.Numerics.Statistics;

namespace Reproducible.Statistics;

/// <summary>A mean over seeds with its 95 % interval.</summary>
/// <param name="Count">Seeds, or pairs.</param>
/// <param name="StandardDeviation">Of one seed, with n-1; 0 for a single seed.</param>
/// <param name="Low">Lower bound (Student's t, n-1 degrees of freedom); minus infinity for a single seed.</param>
/// <param name="High">Upper bound; infinity for a single seed.</param>
public sealed record Interval(int Count, double Mean, double StandardDeviation, double Low, double High)
{
    /// <summary>The interval of a sample's mean: mean ± t(0.975, n-1)·sd/√n.</summary>
    /// <param name="values">At least one.</param>
    public static Interval Of(IReadOnlyList<double> values)
    {
        var mean = values.Mean();
        if (values.Count == 1)
        {
            return new(1, mean, 0, double.NegativeInfinity, double.PositiveInfinity);
        }

        var deviation = values.StandardDeviation();
        var half = StudentT.InvCDF(location: 0, scale: 1, freedom: values.Count - 1, p: 0.975) * deviation / Math.Sqrt(values.Count);

        return new(values.Count, mean, deviation, mean - half, mean + half);
    }

    /// <summary>What this interval says when it is one of gains; that of a single pair says nothing.</summary>
    public Verdict Verdict => this switch
    {
        { Count: 1 } => Verdict.None,
        { Low: > 0 } => Verdict.Gain,
        { High: < 0 } => Verdict.NegativeTransfer,
        _ => Verdict.NoDifference,
    };
}
