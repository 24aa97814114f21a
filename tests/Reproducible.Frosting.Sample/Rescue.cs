namespace Reproducible.Frosting.Sample;

/// <summary>Fails, and deals with it.</summary>
public sealed class Rescue : FrostingTask<KitchenContext>
{
    /// <inheritdoc/>
    public override void Run(KitchenContext context) => throw new ArgumentException("too much salt");

    /// <inheritdoc/>
    public override void OnError(Exception exception, KitchenContext context) => context.Say($"rescued from '{exception.Message}'");
}
