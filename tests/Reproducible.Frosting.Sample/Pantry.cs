namespace Reproducible.Frosting.Sample;

/// <summary>A service that tasks take through their constructors.</summary>
public sealed class Pantry
{
    /// <summary>How many eggs a cake takes.</summary>
    public int EggsPerCake { get; } = 3;
}
