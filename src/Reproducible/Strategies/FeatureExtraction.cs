namespace Reproducible.Strategies;

/// <summary>Train the new head only; the backbone stays as the source left it, so each image's features are computed once.</summary>
/// <remarks>Source: Donahue et al., DeCAF, ICML 2014 (arXiv:1310.1531).</remarks>
public sealed record FeatureExtraction : Strategy
{
    /// <inheritdoc/>
    public override double Rate(Weight weight) => weight.IsHead ? 1 : 0;
}
