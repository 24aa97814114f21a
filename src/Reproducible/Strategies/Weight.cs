namespace Reproducible.Strategies;

/// <summary>A learnable tensor of a network, as a strategy sees it.</summary>
/// <param name="Name">As in the state dict: <c>backbone.0.1.weight</c>.</param>
/// <param name="Stage">Its stage, counted from 0; the number of stages for a head.</param>
/// <param name="IsHead">Whether it belongs to a head, not to the backbone.</param>
public sealed record Weight(string Name, int Stage, bool IsHead);
