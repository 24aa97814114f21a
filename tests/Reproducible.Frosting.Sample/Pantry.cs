using Cake.Core.Diagnostics;

namespace Reproducible.Frosting.Sample;

/// <summary>A service that tasks take through their constructors; it takes a part of Cake's context through its own.</summary>
public sealed class Pantry(ICakeLog log) : IDisposable
{
    /// <summary>How many eggs a cake takes.</summary>
    public int EggsPerCake { get; } = 3;

    /// <inheritdoc/>
    public void Dispose() => log.Information("kitchen: {0}", "locked the pantry");
}
