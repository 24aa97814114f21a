namespace Reproducible.Frosting.Sample;

/// <summary>Fails, and so does the build.</summary>
public sealed class Burn : FrostingTask<KitchenContext>
{
    /// <inheritdoc/>
    public override void Run(KitchenContext context) => throw new ArgumentException("the oven is at 400 degrees, 180 were wanted");
}
