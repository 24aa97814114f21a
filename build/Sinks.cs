using Reproducible.Recording.Csv;
using Reproducible.Recording.Mlflow;
using Reproducible.Recording.Report;
using Reproducible.Recording.TensorBoard;
using Reproducible.Runs;

namespace Reproducible.Build;

/// <summary>Where results are written besides the store. A sink that fails is said, and costs nothing else.</summary>
internal sealed class Sinks : IDisposable
{
    private readonly IRunSink[] sinks;

    /// <exception cref="ReproducibleException">MLflow's address is none.</exception>
    public Sinks(BuildSettings settings) => sinks =
    [
        new CsvSink(settings.Lab.Results),
        new SummarySink(settings.Lab.Results),
        new TensorBoardSink(settings.Lab.Results, settings.Histograms),
        MlflowSink.For(settings.Mlflow, settings.Root, settings.Lab.Results),
    ];

    public async Task WriteAsync(ExperimentResult result)
    {
        foreach (var sink in sinks)
        {
            try
            {
                await sink.WriteAsync(result, CancellationToken.None).ConfigureAwait(false);
            }
            catch (Exception fault)
            {
                Console.WriteLine($"{result.Name} is kept in the store, but: {fault.Message}");
            }
        }
    }

    public void Dispose()
    {
        foreach (var sink in sinks.OfType<IDisposable>())
        {
            sink.Dispose();
        }
    }
}
