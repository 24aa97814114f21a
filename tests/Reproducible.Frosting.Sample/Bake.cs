namespace Reproducible.Frosting.Sample;

/// <summary>Gathers what a cake needs and does nothing itself.</summary>
[TaskName("Default")]
[TaskDescription("A whole cake")]
[IsDependentOn(typeof(Mix))]
[IsDependentOn(typeof(Decorate))]
[IsDependentOn(typeof(DropATray))]
public sealed class Bake : FrostingTask<KitchenContext>;
