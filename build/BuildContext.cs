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
    private IReadOnlyList<string> candidates = [];
    private LabSession? session;
    private bool reportAtEnd;

    /// <summary>What the command line and cake.config say.</summary>
    public BuildSettings Settings => settings;

    /// <summary>All experiments there are, asked for or not.</summary>
    public IReadOnlyList<NamedExperiment> Experiments => experiments.Value;

    /// <summary>The names of all experiments, for people.</summary>
    internal string ExperimentNames => string.Join(", ", Experiments.Select(experiment => experiment.Name));

    /// <summary>The experiment of that name, whatever its case.</summary>
    /// <exception cref="ReproducibleException">There is none.</exception>
    internal NamedExperiment ExperimentNamed(string name) =>
        Experiments.FirstOrDefault(experiment => experiment.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
        ?? throw new ReproducibleException($"No experiment '{name}'.", $"There are: {ExperimentNames}.");

    /// <inheritdoc/>
    public override async Task RunAsync(NamedExperiment experiment)
    {
        ArgumentNullException.ThrowIfNull(experiment);

        // Begun by the first experiment that runs, not by the setup: a dry run sets up too, and starts nothing.
        session ??= Begin([.. Experiments.Where(known => tasks.Contains(known.Name, StringComparer.OrdinalIgnoreCase))]);
        results.Add(await session.CompleteAsync(experiment).ConfigureAwait(false));
    }

    /// <summary>Writes the report over all experiments from what the store holds.</summary>
    internal Task WriteReportAsync() => ReportPage.WriteAsync(settings, Experiments, results.SelectMany(result => result.Runs));

    /// <summary>Has the report written when all runs are done and on their way to other places.</summary>
    internal void WriteReportAtEnd() => reportAtEnd = true;

    /// <param name="names">The tasks of this call, in their order.</param>
    /// <exception cref="ReproducibleException">The best of their runs shall be registered, and none of them has any.</exception>
    internal void Expect(IReadOnlyList<string> names)
    {
        tasks = names;
        if (settings.Register is not null && !Experiments.Any(known => tasks.Contains(known.Name, StringComparer.OrdinalIgnoreCase)))
        {
            throw new ReproducibleException("--register registers the best run of a call, and this call has no experiment.", "Name one: dotnet cake --target=FullFineTune --register=NAME; what is in the store is not run again.");
        }
    }

    /// <summary>Ends the workers, prints the table, and fails the call when runs failed.</summary>
    /// <exception cref="ReproducibleException">Runs failed.</exception>
    internal async Task FinishAsync()
    {
        if (session is null)
        {
            return;
        }

        await using var ended = session.ConfigureAwait(false);
        await session.EndAsync().ConfigureAwait(false);
        settings.Json.Add("experiments", () => results.Select(ExperimentSection.Of));
        var features = FeatureSavings.Of(results);
        settings.Json.Add("features", () => features);
        ResultTable.Write(results, Terminal.Open());
        foreach (var line in features.ToLines())
        {
            Console.WriteLine(line);
        }

        if (await session.FinishShippingAsync().ConfigureAwait(false) is { } unshipped)
        {
            Console.WriteLine(unshipped);
            settings.Json.Warn(unshipped);
        }

        if (reportAtEnd)
        {
            await WriteReportAsync().ConfigureAwait(false);
        }

        if (session.ExitCode is { } interrupted)
        {
            Console.WriteLine($"Stopped. {session.Finished} runs of this call are finished and kept in {settings.Lab.Store}; the same command goes on from there.");
            settings.Json.End(settings.Targets, new ReproducibleException("A signal stopped the call.", "The same command goes on from there."), interrupted);
            System.Environment.Exit(interrupted);
        }

        if (settings.Register is { } model)
        {
            Console.WriteLine(await session.RegisterAsync(model, [.. results.Where(result => candidates.Contains(result.Name))]).ConfigureAwait(false));
        }

        FailedRuns.Throw(results);
        await SpotChecks.DoAsync(settings, Experiments, results).ConfigureAwait(false);
    }

    private LabSession Begin(IReadOnlyList<NamedExperiment> asked)
    {
        candidates = settings.Register is null ? [] : BestRun.CandidatesOf(settings, asked);

        return LabSession.Begin(settings, asked);
    }
}
