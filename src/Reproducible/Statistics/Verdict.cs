namespace Reproducible.Statistics;

/// <summary>What an interval of the transfer gain says.</summary>
public enum Verdict
{
    /// <summary>There is nothing to compare with, or a single pair, which has no interval.</summary>
    None,

    /// <summary>The interval lies wholly above zero.</summary>
    Gain,

    /// <summary>The interval holds zero.</summary>
    NoDifference,

    /// <summary>The interval lies wholly below zero.</summary>
    NegativeTransfer,
}
