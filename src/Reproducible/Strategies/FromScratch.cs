namespace Reproducible.Strategies;

/// <summary>The baseline of every claim: the same network, data and seed, with random weights to start from. Also how a source is made.</summary>
public sealed record FromScratch : Strategy
{
    /// <inheritdoc/>
    public override bool StartsFromSource => false;
}
