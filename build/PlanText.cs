using Reproducible.Execution;
using Reproducible.Runs;

namespace Reproducible.Build;

/// <summary>A plan's lines.</summary>
internal static class PlanText
{
    /// <summary>A run with its id.</summary>
    public static string Of(PlannedRun run) => $"{Word(run)} {run.Id} {run.Spec}: {run.Reason}";

    /// <summary>One line for the runs that differ in nothing but the seed and have the same reason; the order is that of each line's first run.</summary>
    public static IEnumerable<string> Grouped(IReadOnlyList<PlannedRun> runs) => runs
        .GroupBy(run => (Word(run), run.Spec.Strategy, Dataset: run.Spec.Dataset.ToString(), run.Spec.Backbone, Recipe: run.Spec.Recipe.ToString(), run.Reason))
        .Select(group => group.ToList() is [var only]
            ? Of(only)
            : $"{group.Key.Item1} {group.Count()} × {group.Key.Strategy} · {group.Key.Dataset} · {group.Key.Backbone} · seeds {Seeds([.. group.Select(run => run.Spec.Seed).Distinct().Order()])}: {group.Key.Reason}");

    /// <summary><c>In all: 61 runs, 1 reused, 60 to run, about 2 min on 2 workers</c>.</summary>
    public static string InAll(Plan plan, int workers)
    {
        var toRun = plan.Runs.Count(run => run.Stored is null);
        var time = toRun == 0 ? "" : $", about {RunningTable.Duration(PlanTime.Of(plan, workers))} on {workers} worker{(workers == 1 ? "" : "s")}";

        return $"In all: {plan.Runs.Count} runs, {plan.Runs.Count - toRun} reused, {toRun} to run{time}";
    }

    /// <summary><c>0-9</c>, <c>0 2-4</c>; in order, each once.</summary>
    internal static string Seeds(IReadOnlyList<int> seeds)
    {
        var ranges = new List<(int First, int Last)>();
        foreach (var seed in seeds)
        {
            if (ranges is [.., var last] && last.Last + 1 == seed)
            {
                ranges[^1] = last with { Last = seed };
            }
            else
            {
                ranges.Add((seed, seed));
            }
        }

        return string.Join(' ', ranges.Select(range => range.First == range.Last ? $"{range.First}" : $"{range.First}-{range.Last}"));
    }

    private static string Word(PlannedRun run) => run.Stored is null ? "run  " : "reuse";
}
