namespace Reproducible.Frosting.Sample;

/// <summary>Takes a service and an argument of its own, <c>--eggs=</c>.</summary>
[TaskDescription("Buys eggs")]
public sealed class BuyEggs(Pantry pantry) : FrostingTask<KitchenContext>
{
    /// <inheritdoc/>
    public override void Run(KitchenContext context)
    {
        context.Eggs = context.Arguments.GetArguments("eggs").Select(int.Parse).LastOrDefault(pantry.EggsPerCake);
        context.Say($"bought {context.Eggs} eggs");
    }
}
