namespace Reproducible.Frosting.Sample;

/// <summary>Fails, handles its failure badly, and the rest goes on.</summary>
[ContinueOnError]
public sealed class DropATray : FrostingTask<KitchenContext>
{
    /// <inheritdoc/>
    public override void Run(KitchenContext context) => throw new ArgumentException("the tray fell");

    /// <inheritdoc/>
    public override void OnError(Exception exception, KitchenContext context)
    {
        context.Say($"swept up after '{exception.Message}'");
        throw new ArgumentException("the broom broke");
    }
}
