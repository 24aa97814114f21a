using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Strategies;

namespace Reproducible.Statistics;

/// <summary>What the seeds of one strategy on one dataset with one backbone say together.</summary>
/// <param name="Accuracy">Test accuracy over seeds; null when fewer than one run finished.</param>
/// <param name="Gain">Transfer gain over from-scratch, paired by seed; null for the baseline itself, or where nothing pairs.</param>
/// <param name="Examples">Labelled training examples.</param>
/// <param name="TrainSeconds">Sum over the runs.</param>
/// <param name="Failed">Runs that failed.</param>
public sealed record Summary(
    Strategy Strategy,
    Dataset Dataset,
    Backbone Backbone,
    int Examples,
    Interval? Accuracy,
    Interval? Gain,
    Verdict Verdict,
    double TrainSeconds,
    int Failed);

/// <summary>A mean over seeds with its 95 % interval.</summary>
/// <param name="Count">Seeds, or pairs.</param>
/// <param name="StandardDeviation">Of one seed, with n-1; 0 for a single seed.</param>
/// <param name="Low">Lower bound (Student's t, n-1 degrees of freedom); minus infinity for a single seed.</param>
/// <param name="High">Upper bound; infinity for a single seed.</param>
public sealed record Interval(int Count, double Mean, double StandardDeviation, double Low, double High);

/// <summary>What an interval of the transfer gain says.</summary>
public enum Verdict
{
    /// <summary>There is nothing to compare with.</summary>
    None,

    /// <summary>The interval lies wholly above zero.</summary>
    Gain,

    /// <summary>The interval holds zero.</summary>
    NoDifference,

    /// <summary>The interval lies wholly below zero.</summary>
    NegativeTransfer,
}
