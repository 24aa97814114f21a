using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Strategies;

namespace Reproducible.Runs;

/// <summary>
/// A question, and the grid of runs that answers it: every backbone × dataset × strategy × seed. A value: making one reads no file,
/// draws no number and needs no libtorch.
/// </summary>
public sealed record Experiment
{
    /// <summary>What transfers, one grid column each.</summary>
    public required IReadOnlyList<Backbone> Backbones { get; init; }

    /// <summary>What is learned, one grid column each.</summary>
    public required IReadOnlyList<Dataset> Datasets { get; init; }

    /// <summary>The strategies compared; one with a recipe of its own is written <c>new(strategy, recipe)</c>.</summary>
    public required IReadOnlyList<Arm> Strategies { get; init; }

    /// <summary>How each run learns, unless its arm says otherwise.</summary>
    public Recipe Recipe { get; init; } = new();

    /// <summary>One integer a run; equal seeds are paired across strategies. Default: 0 to 9.</summary>
    public IReadOnlyList<int> Seeds { get; init; } = [.. Enumerable.Range(0, 10)];

    /// <summary>The experiment whose first run's weights the backbones start from; null where no strategy needs one.</summary>
    public Experiment? Source { get; init; }

    /// <summary>The experiment that strategies are compared with, run by run of equal seed; null: this one's own <see cref="FromScratch"/> runs.</summary>
    public Experiment? Baseline { get; init; }

    /// <summary>The runs of the grid, in the order in which they are declared.</summary>
    public IReadOnlyList<RunSpec> Runs =>
        [.. from backbone in Backbones
            from dataset in Datasets
            from arm in Strategies
            from seed in Seeds
            select new RunSpec(backbone, dataset, arm.Strategy, arm.Recipe ?? Recipe, seed, arm.Strategy.StartsFromSource ? Source?.Runs[0] : null)];

    /// <summary>The runs that <see cref="Runs"/> are compared with; empty when there are none.</summary>
    public IReadOnlyList<RunSpec> BaselineRuns => [.. (Baseline ?? this).Runs.Where(run => run.Strategy is FromScratch)];

    /// <summary>This experiment, its source and its baseline with another number of seeds or epochs.</summary>
    public Experiment With(RunOverrides overrides) => this with
    {
        // A single seed is a choice (a source), not a sample: it stays.
        Seeds = overrides.Seeds is { } count && Seeds.Count > 1 ? [.. Enumerable.Range(Seeds.Min(), count)] : Seeds,
        Recipe = overrides.Apply(Recipe),
        Strategies = [.. Strategies.Select(arm => arm with { Recipe = arm.Recipe is null ? null : overrides.Apply(arm.Recipe) })],
        Source = Source?.With(overrides),
        Baseline = Baseline?.With(overrides),
    };
}

/// <summary>A strategy in an experiment, with a recipe of its own where it needs one.</summary>
/// <param name="Strategy">How source weights become target weights.</param>
/// <param name="Recipe">How it learns; null: as the experiment says.</param>
public sealed record Arm(Strategy Strategy, Recipe? Recipe = null)
{
    /// <summary>A strategy alone learns as the experiment says.</summary>
    public static implicit operator Arm(Strategy strategy) => new(strategy);
}
