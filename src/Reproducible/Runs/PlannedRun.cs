using Reproducible.Keys;

namespace Reproducible.Runs;

/// <summary>One run of a plan.</summary>
/// <param name="Experiments">Names of the experiments that hold it, in order.</param>
/// <param name="SourceId">Id of the run that must be finished first; null: none.</param>
/// <param name="Stored">The receipt of the finished run in the store; null: it will run.</param>
/// <param name="Reason">Why it is reused or will run, for people: <c>no receipt</c>, <c>failed last time: …</c>.</param>
public sealed record PlannedRun(RunSpec Spec, RunKey Key, IReadOnlyList<string> Experiments, string? SourceId, Receipt? Stored, string Reason)
{
    /// <summary>The run's id in the store.</summary>
    public string Id => Key.Id;

    /// <summary>The latest finished run on this device that was asked the same but for the seed, whatever its code; null: none is known, or it was not looked for.</summary>
    public EarlierRun? Earlier { get; init; }

    /// <summary>The batch size to compute with where the recipe asks for <see cref="Recipe.LargestBatch"/>; null: it is searched for.</summary>
    public int? BatchSize { get; init; }
}
