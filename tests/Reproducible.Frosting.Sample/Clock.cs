using Cake.Core;

namespace Reproducible.Frosting.Sample;

/// <summary>Stamps each task in and out.</summary>
public sealed class Clock : FrostingTaskLifetime<KitchenContext>
{
    /// <inheritdoc/>
    public override void Setup(KitchenContext context, ITaskSetupContext info) => context.Say($"{info.Task.Name} in");

    /// <inheritdoc/>
    public override void Teardown(KitchenContext context, ITaskTeardownContext info) =>
        context.Say($"{info.Task.Name} out{(info.Skipped ? ", skipped" : "")}");
}
