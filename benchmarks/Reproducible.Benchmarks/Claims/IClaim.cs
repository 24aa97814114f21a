using Reproducible.Benchmarks.Measuring;

namespace Reproducible.Benchmarks.Claims;

/// <summary>Something that is said of this product, and how it is measured. A class with a constructor without parameters is found by itself.</summary>
internal interface IClaim
{
    /// <summary>What --filter chooses by; small letters and hyphens.</summary>
    string Name { get; }

    /// <summary>What is claimed, for people; names both sides of a ratio.</summary>
    string Says { get; }

    /// <summary>Why it is not asked here, for instance because no GPU was named; null: it is. Says nothing of what is missing by mistake.</summary>
    string? NotAsked(BenchSettings settings) => null;

    /// <summary>Measures both sides.</summary>
    /// <returns>The first finding is the claim's; others stand beside it.</returns>
    /// <exception cref="ReproducibleException">A program is missing or failed, or the two sides did not do the same work.</exception>
    Task<IReadOnlyList<Finding>> MeasureAsync(Bench bench, CancellationToken cancel);
}
