using Reproducible.Execution;
using Reproducible.Keys;
using Reproducible.Store;

namespace Reproducible.Runs;

/// <summary>What a call would run and what it would reuse. Making one reads the store, but no data, and loads no libtorch.</summary>
/// <param name="Runs">Each run once, sources before the runs that start from them.</param>
public sealed record Plan(IReadOnlyList<PlannedRun> Runs)
{
    /// <summary>Plans experiments together: a run that several ask for is planned once; sources and baselines they need are included.</summary>
    /// <exception cref="ArgumentException">A definition is wrong; all faults of all experiments are listed.</exception>
    public static Plan Of(IReadOnlyList<NamedExperiment> experiments, LabOptions options)
    {
        var named = experiments.Select(entry => entry with { Experiment = entry.Experiment.With(options.Overrides) }).ToList();
        Definition.Check(named, options);

        return Of(named.SelectMany(entry => Needed(entry.Experiment).Select(spec => (entry.Name, spec))), options);
    }

    /// <summary>Plans one run and the sources it starts from.</summary>
    /// <param name="experiment">Name of one that declares it.</param>
    public static Plan OfRun(string experiment, RunSpec spec, LabOptions options) => Of(Chain(spec).Select(run => (experiment, run)), options);

    /// <summary>The runs that an experiment needs with these options, sources and baselines included; a source stands before each run that starts from it.</summary>
    public static IEnumerable<RunSpec> Specs(NamedExperiment named, LabOptions options) => Needed(named.Experiment.With(options.Overrides));

    private static Plan Of(IEnumerable<(string Experiment, RunSpec Spec)> asked, LabOptions options)
    {
        var store = new RunStore(options.Store);
        var askedBy = new Dictionary<string, (RunSpec Spec, RunKey Key, List<string> Names)>();
        foreach (var (name, spec) in asked)
        {
            var key = RunKey.Of(spec, options);
            if (askedBy.TryGetValue(key.Id, out var known))
            {
                known.Names.Add(name);
            }
            else
            {
                askedBy.Add(key.Id, (spec, key, [name]));
            }
        }

        var index = new Lazy<StoreIndex>(() => new(store));

        return new([.. askedBy.Values.Select(run =>
        {
            var sourceId = run.Key.Parts[KeyParts.Source].Values!.GetValueOrDefault("run");
            var (stored, reason) = Look(store, run.Spec, run.Key.Id);

            return new PlannedRun(run.Spec, run.Key, [.. run.Names.Distinct()], sourceId, stored, reason ?? Why(run.Key));
        })]);

        string Why(RunKey key) => index.Value.Why(key, id =>
            askedBy.TryGetValue(id, out var source) ? (source.Names[0], source.Key.Parts) : null) is { Count: > 0 } differences
                ? string.Join("; ", differences)
                : "no receipt";
    }

    private static IEnumerable<RunSpec> Needed(Experiment experiment) =>
        experiment.Runs.Concat(experiment.BaselineRuns).SelectMany(run => Chain(run));

    private static IEnumerable<RunSpec> Chain(RunSpec run) => run.Source is null ? [run] : Chain(run.Source).Append(run);

    /// <summary>The run as stored; or, where it was found and is not to be reused, the reason.</summary>
    private static (RunRecord? Stored, string? Reason) Look(RunStore store, RunSpec spec, string id)
    {
        try
        {
            return store.Find(spec, id) switch
            {
                null => (null, null),
                { Receipt.Status: not RunStatus.Finished } failed => (null, $"{failed.Receipt.Status.ToString().ToLowerInvariant()} last time: {failed.Receipt.Error}"),
                var record => (record, "same key"),
            };
        }
        catch (ReproducibleException fault)
        {
            return (null, fault.Problem);
        }
    }
}
