using Reproducible.Build.Documents;
using Reproducible.Recording.Csv;
using Reproducible.Recording.Mlflow;
using Reproducible.Recording.Report;
using Reproducible.Recording.TensorBoard;
using Reproducible.Runs;

namespace Reproducible.Build;

/// <summary>Where results are written besides the store. A sink that fails is said, and costs nothing else.</summary>
internal sealed class Sinks : IAsyncDisposable
{
    // After the last run: enough for a server that is merely busy.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly IRunSink[] sinks;
    private readonly JsonDocument json;
    private readonly MlflowSink mlflow;
    private readonly BackgroundShipping shipping;

    /// <param name="experiments">Those of this call.</param>
    /// <exception cref="ReproducibleException">MLflow's address is none.</exception>
    public Sinks(BuildSettings settings, IReadOnlyList<NamedExperiment> experiments)
    {
        json = settings.Json;
        sinks =
        [
            new CsvSink(settings.Lab.Results),
            new SummarySink(settings.Lab.Results, settings.Lab.Overrides),
            new TensorBoardSink(settings.Lab.Results, settings.Histograms),
        ];
        mlflow = MlflowOf(settings);
        shipping = new(mlflow, experiments, settings.Lab.Overrides);
    }

    /// <summary>The MLflow that the settings name; the caller disposes of it.</summary>
    /// <param name="deadline">How long a request may take, its retries included; null: as long as it may where runs are not to wait.</param>
    /// <exception cref="ReproducibleException">MLflow's address is none.</exception>
    public static MlflowSink MlflowOf(BuildSettings settings, TimeSpan? deadline = null)
    {
        var options = new MlflowOptions { Repository = RepositoryUrl.Of(settings.Root) };

        return MlflowSink.For(settings.Mlflow, settings.Root, settings.Lab.Results, deadline is { } limit ? options with { Deadline = limit } : options);
    }

    /// <summary>A run ended. Returns at once.</summary>
    public void Ended(RunRecord run) => shipping.Add(run);

    /// <summary>All runs of an experiment ended. What goes over a network goes later.</summary>
    public async Task WriteAsync(ExperimentResult result)
    {
        shipping.Add(result);
        foreach (var sink in sinks)
        {
            try
            {
                await sink.WriteAsync(result, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception fault)
            {
                var warning = $"{result.Name} is kept in the store, but: {fault.Message}";
                Console.WriteLine(warning);
                json.Warn(warning);
            }
        }
    }

    /// <summary>Waits for what is still on its way.</summary>
    /// <param name="atOnce">Whether somebody wants to be gone.</param>
    /// <returns>What could not be shipped, in one line; null: nothing.</returns>
    public Task<string?> FinishAsync(bool atOnce) => shipping.FinishAsync(atOnce ? TimeSpan.Zero : Patience);

    /// <summary>Registers the best run as a version of a model.</summary>
    /// <returns>What was done, a sentence.</returns>
    /// <exception cref="ReproducibleException">It cannot be registered.</exception>
    public Task<string> RegisterAsync(string model, IReadOnlyList<ExperimentResult> candidates) => mlflow.RegisterAsync(model, candidates, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await shipping.DisposeAsync().ConfigureAwait(false);
        mlflow.Dispose();
    }
}
