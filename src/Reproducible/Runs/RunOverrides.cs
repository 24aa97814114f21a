namespace Reproducible.Runs;

/// <summary>What the command line changes in every experiment it runs.</summary>
/// <param name="Seeds">How many seeds, counted from each experiment's first; null: as declared. An experiment of one seed keeps it.</param>
/// <param name="Epochs">How many epochs, sources included; null: as declared.</param>
public sealed record RunOverrides(int? Seeds = null, int? Epochs = null)
{
    internal Recipe Apply(Recipe recipe) => Epochs is { } epochs ? recipe with { Epochs = epochs, Steps = null } : recipe;
}
