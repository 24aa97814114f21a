using Cake.Core;

namespace Reproducible.Frosting;

/// <summary>Cake's context, to derive one's own from. One instance serves all tasks and lifetimes of a build.</summary>
/// <param name="context">The script's context.</param>
public class FrostingContext(ICakeContext context) : CakeContextAdapter(context), IFrostingContext;
