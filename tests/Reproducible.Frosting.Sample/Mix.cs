using System.Globalization;

namespace Reproducible.Frosting.Sample;

/// <summary>Asynchronous, and after <see cref="BuyEggs"/>.</summary>
[TaskName("Mix.Dough")]
[TaskDescription("Mixes eggs and flour")]
[IsDependentOn(typeof(BuyEggs))]
public sealed class Mix : AsyncFrostingTask<KitchenContext>
{
    /// <inheritdoc/>
    public override async Task RunAsync(KitchenContext context)
    {
        await Task.Yield();
        context.Say($"mixed {context.Eggs.ToString(CultureInfo.InvariantCulture)} eggs");
    }

    /// <inheritdoc/>
    public override void Finally(KitchenContext context) => context.Say("washed the whisk");
}
