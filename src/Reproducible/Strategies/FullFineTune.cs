namespace Reproducible.Strategies;

/// <summary>Train everything, starting from the source's weights.</summary>
/// <remarks>Source: Yosinski et al., NeurIPS 2014 (arXiv:1411.1792), "AnB+".</remarks>
public sealed record FullFineTune : Strategy;
