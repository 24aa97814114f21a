using Reproducible.Runs;

namespace Reproducible.Backbones;

/// <summary>The part of a network that transfers: an ordered list of stages, from the image to a feature vector.</summary>
public abstract record Backbone : Part;
