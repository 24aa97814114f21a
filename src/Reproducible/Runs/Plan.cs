using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
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
        var keys = new ConcurrentDictionary<RunSpec, RunKey>();
        var named = asked.ToLookup(run => run.Spec, run => run.Experiment);
        var runs = InParallel([.. named], run => (Spec: run.Key, Key: KeyOf(run.Key), Names: run.ToList()))
            .GroupBy(run => run.Key.Id)
            .Select(same => same.First() with { Names = [.. same.SelectMany(run => run.Names).Distinct()] })
            .ToDictionary(run => run.Key.Id);
        var store = new RunStore(options.Store);
        var looks = InParallel([.. runs.Values], run => Look(store, run.Key.Id));
        var index = looks.Contains((null, null)) ? new StoreIndex(store) : null;

        return new(InParallel([.. runs.Values.Zip(looks)], planned =>
        {
            var (run, look) = planned;

            return new PlannedRun(run.Spec, run.Key, run.Names, run.Key.Parts[KeyParts.Source].Values!.GetValueOrDefault("run"), look.Stored, look.Reason ?? Why(index!, run.Key))
            {
                Earlier = look.Stored is null ? index?.Alike(run.Key) : null,
            };
        }));

        RunKey KeyOf(RunSpec spec) => keys.GetOrAdd(spec, _ => RunKey.Of(spec, options, KeyOf));

        string Why(StoreIndex index, RunKey key) => index.Why(key, id =>
            runs.TryGetValue(id, out var source) ? (source.Names[0], source.Key.Parts) : null) is { Count: > 0 } differences
                ? string.Join("; ", differences)
                : "no receipt";
    }

    /// <summary>In the order of the items; what fails first goes out as it is.</summary>
    /// <remarks>Not by parallel LINQ: compiling it takes longer than it saves.</remarks>
    private static TOut[] InParallel<TIn, TOut>(IReadOnlyList<TIn> items, Func<TIn, TOut> make)
    {
        var made = new TOut[items.Count];
        try
        {
            Parallel.For(0, made.Length, place => made[place] = make(items[place]));
            return made;
        }
        catch (AggregateException faults)
        {
            ExceptionDispatchInfo.Throw(faults.InnerExceptions[0]);
            throw;
        }
    }

    private static IEnumerable<RunSpec> Needed(Experiment experiment) =>
        experiment.Runs.Concat(experiment.BaselineRuns).SelectMany(run => Chain(run));

    private static IEnumerable<RunSpec> Chain(RunSpec run) => run.Source is null ? [run] : Chain(run.Source).Append(run);

    /// <summary>The receipt of the stored run; or, where one was found and is not to be reused, the reason.</summary>
    private static (Receipt? Stored, string? Reason) Look(RunStore store, string id)
    {
        try
        {
            return store.FindReceipt(id) switch
            {
                null => (null, null),
                { Status: not RunStatus.Finished } failed => (null, $"{failed.Status.ToString().ToLowerInvariant()} last time: {failed.Error}"),
                var receipt when RunCheck.FaultOf(store, receipt, RunFiles.Metrics) is { } fault => (null, fault),
                var receipt => (receipt, "same key"),
            };
        }
        catch (ReproducibleException fault)
        {
            return (null, fault.Problem);
        }
    }
}
