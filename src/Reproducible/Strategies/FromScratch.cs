namespace Reproducible.Strategies;

/// <summary>The baseline of every claim: the same network, data and seed, with random weights to start from.</summary>
public sealed record FromScratch : Strategy
{
    /// <inheritdoc/>
    public override bool StartsFromSource => false;
}
