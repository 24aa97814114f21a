using Reproducible.Backbones;
using Reproducible.Datasets;
using Reproducible.Keys;
using Reproducible.Runs;
using Reproducible.Strategies;

namespace Reproducible.Tests.Execution;

/// <summary>Runs of plans that nobody executes.</summary>
internal static class Planned
{
    public static PlannedRun Run(Strategy strategy, int seed, PlannedRun? source = null, Recipe? recipe = null, Dataset? dataset = null)
    {
        var spec = new RunSpec(new SmallCnn(1), dataset ?? new Digits { LabelsPerClass = 10 }, strategy, recipe ?? new(), seed, source?.Spec);

        return new(spec, RunKey.Of(spec, new() { Results = "/results" }), ["Some"], source?.Id, null, "no receipt");
    }
}
