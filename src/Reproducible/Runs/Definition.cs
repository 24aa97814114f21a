using Reproducible.Execution;

namespace Reproducible.Runs;

/// <summary>Checks what experiments ask for before anything runs.</summary>
internal static class Definition
{
    /// <summary>Throws one error that lists every fault of every experiment.</summary>
    public static void Check(IEnumerable<NamedExperiment> experiments, LabOptions options)
    {
        var faults = experiments.SelectMany(entry => FaultsOf(entry.Experiment).Concat(FaultsHere(entry.Experiment, options)).Distinct().Select(fault => $"{entry.Name}: {fault}")).ToList();
        if (faults.Count > 0)
        {
            throw new ArgumentException($"{faults.Count} fault(s) in the experiments' definitions:\n  {string.Join("\n  ", faults)}");
        }
    }

    /// <summary>oneDNN has no bfloat16 at AVX2, which is all that portable runs may use on a CPU: libtorch 1.13 ends with "could not create a primitive descriptor iterator".</summary>
    private static IEnumerable<string> FaultsHere(Experiment experiment, LabOptions options) =>
        options is { InstructionSet: InstructionSet.Portable, Device: "cpu" } && experiment.Strategies.Any(arm => (arm.Recipe ?? experiment.Recipe).Dtype == "bfloat16")
            ? ["Dtype is bfloat16, which portable runs cannot compute on a CPU; leave out --portable, or use float32."]
            : [];

    private static IEnumerable<string> FaultsOf(Experiment experiment)
    {
        var lists = new (string Name, int Count)[]
        {
            ("Backbones", experiment.Backbones.Count),
            ("Datasets", experiment.Datasets.Count),
            ("Strategies", experiment.Strategies.Count),
            ("Seeds", experiment.Seeds.Count),
        };
        foreach (var (name, _) in lists.Where(list => list.Count == 0))
        {
            yield return $"{name} is empty; name at least one.";
        }

        foreach (var seed in experiment.Seeds.GroupBy(seed => seed).Where(same => same.Count() > 1))
        {
            yield return $"Seed {seed.Key} is named {seed.Count()} times; name each once.";
        }

        foreach (var seed in experiment.Seeds.Where(seed => seed < 0))
        {
            yield return $"Seed {seed} is negative; seeds are 0 or more.";
        }

        var parts = experiment.Strategies.SelectMany(arm => (arm.Recipe ?? experiment.Recipe).Problems())
            .Concat(experiment.Datasets.SelectMany(dataset => dataset.Problems()))
            .Concat(experiment.Backbones.SelectMany(backbone => backbone.Problems()))
            .Concat(experiment.Strategies.SelectMany(arm => arm.Strategy.Problems()))
            .Concat(from backbone in experiment.Backbones
                    from dataset in experiment.Datasets
                    from arm in experiment.Strategies
                    from fault in arm.Strategy.ProblemsWith(backbone, dataset)
                    select fault);
        foreach (var fault in parts)
        {
            yield return fault;
        }

        foreach (var arm in experiment.Strategies.Where(arm => arm.Strategy.StartsFromSource && experiment.Source is null))
        {
            yield return $"{arm.Strategy} starts from source weights; set Source to the experiment that makes them.";
        }

        foreach (var (arm, dataset) in from arm in experiment.Strategies
                                       from dataset in experiment.Datasets
                                       where arm.Strategy.ReplaysSource && experiment.Source is { } source && source.Runs.Any(run => run.Dataset.Name != dataset.Name)
                                       select (arm, dataset))
        {
            yield return $"{arm.Strategy.Name} replays its source's examples beside those of {dataset.Name}; the source must be of that dataset too.";
        }

        foreach (var (dataset, source) in from dataset in experiment.Datasets
                                          where experiment.Strategies.Any(arm => arm.Strategy.StartsFromSource)
                                          from source in experiment.Source?.Runs.Take(1) ?? []
                                          where source.Dataset.Channels != dataset.Channels
                                          select (dataset, source.Dataset))
        {
            yield return $"{dataset.Name} has images of {dataset.Channels} channel(s), the source's {source.Name} of {source.Channels}; a backbone that starts from the source takes the source's.";
        }

        foreach (var backbone in experiment.Source is { Runs: [var source, ..] }
            ? experiment.Backbones.Where(backbone => backbone.ToString() != source.Backbone.ToString())
            : [])
        {
            yield return $"The backbone {backbone} cannot start from the source's {experiment.Source!.Runs[0].Backbone}; they must be the same.";
        }
    }
}
