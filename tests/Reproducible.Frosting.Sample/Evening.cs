using Cake.Core;

namespace Reproducible.Frosting.Sample;

/// <summary>Opens and closes the kitchen.</summary>
public sealed class Evening : FrostingLifetime<KitchenContext>
{
    /// <inheritdoc/>
    public override void Setup(KitchenContext context, ISetupContext info) =>
        context.Say($"opened for {info.TargetTask.Name}, oven {context.Configuration.GetValue("Kitchen_Oven")}");

    /// <inheritdoc/>
    public override void Teardown(KitchenContext context, ITeardownContext info) => context.Say($"closed, successful {info.Successful}");
}
