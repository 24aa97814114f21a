using Cake.Core;
using Reproducible.Build.Documents;
using Reproducible.Execution;
using Reproducible.Experiments.Source;
using Reproducible.Frosting;
using Reproducible.Runs;

namespace Reproducible.Build;

/// <summary>Has the experiments of one call done: one lab for all of them, begun by the first.</summary>
/// <param name="context">The script's context.</param>
public sealed class BuildContext(ICakeContext context, BuildSettings settings) : LabContext(context)
{
    private readonly Lazy<IReadOnlyList<NamedExperiment>> experiments = new(() => ExperimentCatalog.In(typeof(FashionEight).Assembly));
    private readonly List<ExperimentResult> results = [];
    private IReadOnlyList<string> tasks = [];
    private LabSession? session;

    /// <summary>What the command line and cake.config say.</summary>
    public BuildSettings Settings => settings;

    /// <summary>All experiments there are, asked for or not.</summary>
    public IReadOnlyList<NamedExperiment> Experiments => experiments.Value;

    /// <inheritdoc/>
    public override async Task RunAsync(NamedExperiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);

        // Begun by the first experiment that runs, not by the setup: a dry run sets up too, and starts nothing.
        session ??= LabSession.Begin(settings, [.. Experiments.Where(known => tasks.Contains(known.Name, StringComparer.OrdinalIgnoreCase))]);
        results.Add(await session.CompleteAsync(experiment).ConfigureAwait(false));
    }

    /// <summary>Writes the report over all experiments from what the store holds.</summary>
    internal Task WriteReportAsync() => ReportPage.WriteAsync(
        settings, Experiments, results.SelectMany(result => result.Runs).Where(run => !run.Reused).Select(run => run.Receipt.Id).ToHashSet());

    /// <param name="names">The tasks of this call, in their order.</param>
    internal void Expect(IReadOnlyList<string> names) => tasks = names;

    /// <summary>Ends the workers, prints the table, and fails the call when runs failed.</summary>
    /// <exception cref="ReproducibleException">Runs failed.</exception>
    internal async Task FinishAsync()
    {
        if (session is null)
        {
            return;
        }

        settings.Json.Add("experiments", () => results.Select(ExperimentSection.Of));
        await session.DisposeAsync().ConfigureAwait(false);
        ResultTable.Write(results, Terminal.Open());
        if (session.ExitCode is { } interrupted)
        {
            Console.WriteLine($"Stopped. {session.Finished} runs of this call are finished and kept in {settings.Lab.Store}; the same command goes on from there.");
            settings.Json.End(settings.Targets, new ReproducibleException("A signal stopped the call.", "The same command goes on from there."), interrupted);
            System.Environment.Exit(interrupted);
        }

        FailedRuns.Throw(results);
        await SpotChecks.DoAsync(settings, Experiments, results).ConfigureAwait(false);
    }
}
